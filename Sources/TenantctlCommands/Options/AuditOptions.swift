// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The options of a command that changes nothing, but gives something of tenants away.
package struct AuditOptions: ParsableArguments {
  @Option(name: .long, help: "Who asks; user@host by default. [env: TENANTCTL_ACTOR]")
  package var actor: String?

  @Option(name: .long, help: "Why it is asked for; kept in the journal.")
  package var reason: String?

  package init() {}

  package func validate() throws { try Self.require(reason: reason) }

  /// Refuses a reason that the journal does not keep.
  static func require(reason: String?) throws {
    if let reason, !(1...1_000).contains(reason.count) { throw ValidationError("--reason takes 1 to 1000 characters") }
  }
}
