// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The options that every changing command has.
package struct ChangeOptions: ParsableArguments {
  @Option(name: .long, help: "Who makes the change; user@host by default. [env: TENANTCTL_ACTOR]")
  package var actor: String?

  @Option(name: .long, help: "Why the change is made; kept in the journal.")
  package var reason: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Act once for this key; a repeated command returns the first result.", valueName: "key"))
  package var idempotencyKey: String?

  @Flag(name: [.customShort("n"), .long], help: "Do everything, then roll it back; print what would be.")
  package var dryRun = false

  @Flag(name: .long, help: "With --dry-run: exit with 10 where something would change.")
  package var exitCode = false

  package init() {}

  package func validate() throws {
    try AuditOptions.require(reason: reason)
    if let idempotencyKey, !(1...200).contains(idempotencyKey.utf8.count) {
      throw ValidationError("--idempotency-key takes 1 to 200 characters")
    }
    if exitCode && !dryRun { throw ValidationError("--exit-code needs --dry-run") }
  }
}
