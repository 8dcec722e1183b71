// SPDX-License-Identifier: Apache-2.0

extension HelpTopic {
  /// The variables that the program reads.
  static let environment = HelpTopic(
    "environment", "Environment variables that tenantctl reads",
    [
      Section(
        nil,
        [
          .prose("An option always wins over its variable; a variable that is set but empty counts as not set."),
          .terms(.variable, EnvironmentVariables.all.map { (word: $0.name, meaning: $0.meaning) }),
        ]),
      Section("examples", [.commands(["TENANTCTL_STORE=/srv/tenants.db tenantctl tenant list"])]),
    ])
}
