// SPDX-License-Identifier: Apache-2.0

extension HelpTopic {
  /// The variables that the program reads.
  static let environment = HelpTopic(
    "environment", "Environment variables that tenantctl reads",
    [
      Section(
        nil,
        [
          .prose(
            """
            An option always wins over its variable, and a variable over the configuration files; a variable that is set but \
            empty counts as not set, except for the pagers. Flags are 1, true, yes or on; or 0, false, no or off.
            """),
          .terms(.variable, EnvironmentVariables.all.map { (word: $0.name, meaning: $0.meaning) }),
        ]),
      Section("examples", [.commands(["TENANTCTL_STORE=/srv/tenants.db tenantctl tenant list"])]),
    ])
}
