// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension HelpTopic {
  /// How the program ends, and how it tells why.
  static let exitCodes = HelpTopic(
    "exit-codes", "Exit statuses and error codes of tenantctl",
    [
      Section(
        nil,
        [
          .prose(
            "A script decides by the exit status; the error code says more. Both are part of the contract and only grow."
          ),
          .prose(
            """
            With --output json or jsonl, or with TENANTCTL_ERROR_FORMAT=json, an error is one line of JSON on standard error: \
            an object 'error' with 'code', 'message', 'hint', 'details' and 'exit'. Standard output stays empty.
            """),
        ]),
      Section(
        "exit status",
        [
          .terms(
            .word,
            ExitStatus.allCases.map { (word: "\($0.rawValue) \($0)", meaning: $0.meaning + ".") } + [
              (
                word: "128+n",
                meaning: "ended by signal n: 130 interrupted, 141 the reader of a pipe went away, 143 terminated."
              )
            ])
        ]),
      Section(
        "error codes",
        [
          .prose("'tenantctl error show CODE' says what to do about each."),
          .terms(
            .word,
            TenantErrorCode.allCases.map {
              (word: $0.rawValue, meaning: "\(ExitStatus($0).rawValue) \(ExitStatus($0)): \($0.explanation.meaning).")
            }),
        ]),
      Section(
        "examples",
        [
          .commands([
            "tenantctl tenant show acme --quiet || test $? -eq 3",
            "tenantctl error list --filter exit=7",
          ])
        ]),
    ])
}
