// SPDX-License-Identifier: Apache-2.0

extension TenantVerb {
  /// Every command that acts for a tenant, or tells of one.
  package static let commands: [TenantVerb] =
    [
      "context issue", "context verify", "context exchange", "quota check", "event publish", "event replay",
      "event dead-letter retry",
      "event dead-letter discard", "subscription create", "grant create", "grant accept",
    ].map { TenantVerb($0, .whileActive) }
    + ["tenant suspend", "tenant resume", "migration plan", "migration start"].map { TenantVerb($0, .beforeLeaving) }
    + [
      "tenant update", "tenant offboard", "quota set", "quota unset", "quota grant", "flag override", "placement show",
      "identity map create", "event list", "event tail", "event stream update", "subscription show",
      "subscription delete", "grant revoke", "usage ingest",
    ].map { TenantVerb($0, .whilePresent) }
    + [
      "tenant show", "tenant export", "quota list", "quota show", "quota explain", "quota prove", "quota watch",
      "quota usage", "quota reconcile", "quota history", "quota shadow-report", "flag overrides", "flag evaluate",
      "placement explain", "migration list", "usage show", "usage list", "usage export", "journal list",
      "isolation report", "identity map delete", "event stats", "event dead-letter list", "subscription list",
      "grant list",
    ].map { TenantVerb($0, .always) }

  /// Every other command, and why no state of a tenant decides what it does.
  package static let commandsOfNoTenant: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      (
        "it is about tiers, flags or pools, which are no tenant's",
        [
          "tier list", "tier show", "tier create", "tier update", "tier shadow", "tier delete", "flag list",
          "flag show",
          "flag create", "flag update", "flag on", "flag off", "flag rollout", "flag history", "flag delete",
          "pool list",
          "pool show", "pool create", "pool update", "pool drain", "pool delete", "instance list", "instance register",
          "instance drain", "instance retire",
        ]
      ),
      ("it makes tenants, and takes no name that one has or had", ["tenant onboard", "tenant import"]),
      (
        "it reads all tenants alike, whatever their state",
        [
          "tenant list", "migration show", "runtime list", "usage top", "usage meters", "usage verify", "cost report",
          "simulate",
        ]
      ),
      (
        "it is about bills, which also charge to those that have left what they used",
        [
          "cost import", "cost bill list", "cost rule list", "cost rule set", "cost rule unset", "cost attribute",
          "cost explain",
        ]
      ),
      (
        "it is about keys and providers, which all tenants share",
        [
          "key list", "key rotate", "key revoke", "key publish", "identity issuer list", "identity issuer set",
          "identity issuer unset", "identity map list",
        ]
      ),
      (
        "it takes the store as a whole",
        [
          "init", "upgrade", "backup", "restore", "status", "doctor", "journal verify", "isolation verify",
        ]
      ),
      ("it says what a document states, and gives nothing", ["context inspect", "evidence verify"]),
      ("it prints what the program knows", ["isolation sql", "help", "config show", "error list", "error show"]),
    ].flatMap { reason, names in names.map { ($0, reason) } })
}
