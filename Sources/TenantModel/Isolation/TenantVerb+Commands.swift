// SPDX-License-Identifier: Apache-2.0

extension TenantVerb {
  /// Every command that takes a tenant.
  package static let commands: [TenantVerb] =
    [
      "context issue", "quota check", "event publish", "event replay", "event dead-letter retry",
      "event dead-letter discard", "subscription create", "grant create", "grant accept",
    ].map { TenantVerb($0, .whileActive) }
    + ["tenant suspend", "tenant resume", "migration plan", "migration start"].map { TenantVerb($0, .beforeLeaving) }
    + [
      "tenant update", "tenant offboard", "quota set", "quota unset", "quota grant", "flag override", "placement show",
      "identity map create", "event list", "event tail", "event stream update", "subscription show",
      "subscription delete", "grant revoke",
    ].map { TenantVerb($0, .whilePresent) }
    + [
      "tenant show", "tenant export", "quota list", "quota show", "quota explain", "quota prove", "quota watch",
      "quota usage", "quota reconcile", "quota history", "quota shadow-report", "flag overrides", "flag evaluate",
      "placement explain", "migration list", "usage show", "usage list", "usage export", "journal list",
      "isolation report", "identity map delete", "event stats", "event dead-letter list", "subscription list",
      "grant list",
    ].map { TenantVerb($0, .always) }

  /// Commands that take a tenant, but whose answer is about something else: a token that names it, or a bill.
  package static let commandsAboutOthers: Set<String> = ["context verify", "cost explain"]
}
