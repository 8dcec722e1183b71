// SPDX-License-Identifier: Apache-2.0

extension HelpTopic {
  /// How results look.
  static let formatting = HelpTopic(
    "formatting", "Formats of results",
    [
      Section(
        nil,
        [
          .prose(
            """
            Results go to standard output; messages, questions, progress and errors go to standard error, in every format. \
            The format is the same whether a person or a program reads; only colours, widths and line breaks differ.
            """),
          .terms(
            .word,
            [
              (
                word: "table",
                meaning: """
                For people, and the default. On a terminal it is fitted to the width: long texts are cut with an ellipsis, \
                then the least important columns are left out; otherwise nothing is cut. Control characters are shown as \
                escapes, nothing as a dash. Its layout may change with any version: scripts use another format.
                """
              ),
              (
                word: "json",
                meaning: """
                A list is an array, one thing is an object; keys ascend. Laid out on a terminal, compact otherwise.
                """
              ),
              (word: "jsonl", meaning: "One compact object a line, each written as soon as it is known."),
              (
                word: "csv",
                meaning: """
                RFC 4180 with a line feed at the end of each line, and a line of headings unless --no-header is given. \
                Values are exact: one that starts with '=' is not defused for spreadsheets. Lists and objects are JSON.
                """
              ),
              (word: "yaml", meaning: "A sequence of mappings, or one mapping."),
            ]),
        ]),
      Section(
        "values",
        [
          .prose(
            """
            Times are UTC as RFC 3339 has them. Amounts of money are exact, and therefore texts in JSON and YAML: read them \
            with a decimal type. A field without a value is null, and an empty cell in CSV.
            """)
        ]),
      Section(
        "choosing",
        [
          .terms(
            .word,
            [
              (word: "--json", meaning: "The same as --output json."),
              (word: "--fields a,b,c", meaning: "Only these fields, in this order, in every format."),
              (word: "--quiet", meaning: "Only the name of each result, one a line, and no messages."),
              (
                word: "--color auto|always|never",
                meaning: """
                Colours of tables and messages. By default each of the two streams is coloured where it is a terminal and \
                NO_COLOR is not set. Colour never says anything that is not written too.
                """
              ),
            ])
        ]),
      Section(
        "examples",
        [
          .commands([
            "tenantctl tenant list --output jsonl | jq -r .slug",
            "tenantctl tenant show acme --fields tier,state",
            "tenantctl tier list --quiet",
          ])
        ]),
    ])
}
