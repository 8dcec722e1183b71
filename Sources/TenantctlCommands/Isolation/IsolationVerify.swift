// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `isolation verify`.
package struct IsolationVerify: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that everything stored for a tenant is its own, and that only it can open it",
    discussion: """
      Every row and folder must have its tenant; every sealed payload must open with the key of its tenant, where it is, and
      not with the key of another one. Each is tried with one other key; that none of the rest opens it follows from no two
      tenants having the same. The status is 6 where something is broken. It reads every payload: run it where there is time.

      Examples:
        tenantctl isolation verify
        tenantctl isolation verify --json
        tenantctl isolation verify --master-key-file /etc/tenantctl/master-key
      """)
  package static let effect = CommandEffect.reads

  @OptionGroup var masterKey: MasterKeyOptions
  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let findings = try context.administration(Self.effect).verifyIsolation(with: context.masterKey(masterKey))
    try context.list(findings, listing, of: "findings")
    let broken = findings.filter { $0.severity == .error }
    guard broken.isEmpty else {
      throw TenantError(
        .isolationBroken, "\(broken.count) of \(findings.count) checks failed", hint: broken.first?.advice,
        details: ["failed": broken.map(\.check).joined(separator: ",")])
    }
    context.say("all \(findings.count) checks passed")
  }
}
