// SPDX-License-Identifier: Apache-2.0

extension HelpTopic {
  /// How a part of a list is asked for.
  static let filtering = HelpTopic(
    "filtering", "Choose, order and cut the results of a list",
    [
      Section(
        nil,
        [
          .prose("Every list has these options; they work on the fields that --output json shows, in every format."),
          .terms(
            .word,
            [
              (
                word: "--filter field=value",
                meaning: """
                Only results whose field is printed exactly like the value. Repeated, all must match. An empty value asks \
                for results where the field has none. The values of a list of words are separated by commas.
                """
              ),
              (
                word: "--sort field[:desc]",
                meaning: """
                Orders by a field; repeated, later ones decide between equals. Numbers are ordered by value, and before \
                texts, which are ordered by their bytes; results without a value come last either way.
                """
              ),
              (
                word: "--limit n",
                meaning: "At most n results, after filtering and ordering. Without --sort, nothing more is read then."
              ),
              (
                word: "--fields a,b,c",
                meaning: "Only these fields, in this order. A table then shows them even where they do not fit."
              ),
            ]),
          .prose(
            """
            An unknown field is a usage error that names the existing ones. Options that a command has of its own, like \
            'tenant list --state', are answered by the store and are the faster choice for large ones.
            """),
        ]),
      Section(
        "examples",
        [
          .commands([
            "tenantctl tenant list --filter tier=pro --sort createdAt:desc --limit 10",
            "tenantctl tenant list --fields slug,tier --output csv",
            "tenantctl journal list --filter actor=alice@ops",
          ])
        ]),
    ])
}
