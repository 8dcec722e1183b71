// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Help that is about no single command.
enum HelpTopic: String, CaseIterable {
  case environment
  case exitCodes = "exit-codes"
  case formatting
  case filtering
  case store

  /// One line about the topic.
  var abstract: String {
    switch self {
    case .environment: "Environment variables"
    case .exitCodes: "What the exit statuses mean"
    case .formatting: "Formats of results and errors"
    case .filtering: "Choosing, ordering and cutting lists"
    case .store: "Where the store is and how to care for it"
    }
  }

  /// The whole text.
  var text: String {
    switch self {
    case .environment:
      "An option on the command line wins over its variable.\n\n"
        + Self.table(EnvironmentVariables.all.map { ($0.name, $0.meaning) })
    case .exitCodes:
      Self.table(ExitStatus.allCases.map { ("\($0.rawValue)", $0.meaning) })
        + "\nA command that was ended by signal n has the status 128 + n.\n"
        + "'tenantctl error list' shows the error codes and their statuses.\n"
    case .formatting:
      """
      --output table|json|jsonl|csv|yaml chooses the format of results; table is the default, also into a pipe.
      Results go to standard output, messages and errors to standard error, in every format.

      table   aligned columns; a terminal's width is kept, a pipe gets everything
      json    one object, or one array; keys in ascending order; laid out on a terminal, compact otherwise
      jsonl   one object a line, written as they are found
      csv     RFC 4180 with a header line; lists and objects are compact JSON
      yaml    one document

      --fields a,b,c chooses fields and their order in every format. --quiet prints ids only.
      Times are RFC 3339 in UTC. Amounts of money are exact decimals, in JSON as strings.
      Errors are JSON too with json and jsonl: {"error":{"code":…,"message":…,"hint":…,"details":{…},"exit":…}}

      """
    case .filtering:
      """
      --filter field=value    keeps results whose field has exactly this value; repeatable, all must hold
      --sort field[:desc]     orders by a field; repeatable; numbers by value, everything else by bytes
      --limit n               stops after n results

      Fields are the keys of the JSON output: 'tenantctl tenant list --json --limit 1' shows them.

      """
    case .store:
      """
      The store is one SQLite file: --store PATH, else TENANTCTL_STORE, else $XDG_STATE_HOME/tenantctl/state.db,
      else ~/.local/state/tenantctl/state.db. It is created by 'tenantctl init', readable by its owner only.

      tenantctl backup FILE    copies it while everything runs
      tenantctl restore FILE   brings a copy back, and keeps what it replaces
      tenantctl doctor         checks it
      tenantctl upgrade        brings an older one to the current schema

      See tenantctl-store(5).

      """
    }
  }

  private static func table(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "\($0.0)\(String(repeating: " ", count: width - $0.0.count))  \($0.1)\n" }.joined()
  }
}
