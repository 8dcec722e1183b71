// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
package import TerminalOutput

/// `doctor`.
package struct StoreDoctor: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check the store: structure, journal, references, rules, permissions",
    discussion: """
      Every finding says what to do. The status is 8 where something is broken; warnings alone leave it 0. With --report
      the versions and sizes are printed too: send that along when you report a fault. Findings may name tenants.

      Examples:
        tenantctl doctor
        tenantctl doctor --output json
        tenantctl doctor --report --json
      """)
  package static let effect = CommandEffect.reads

  @Flag(help: "Print one record with everything that a report of a fault needs.")
  var report = false

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let findings = try Administration.examine(context.storePath())
    if report {
      let path = try context.storePath()
      try context.show(Self.record(findings, Administration.facts(of: path)), schema: Self.reportSchema)
    } else {
      try context.list(findings, listing, of: "findings")
    }
    let broken = findings.filter { $0.severity == .error }
    guard broken.isEmpty else {
      throw TenantError(
        .storeUnhealthy, "\(broken.count) of \(findings.count) checks failed",
        hint: broken.first?.advice, details: ["failed": broken.map(\.check).joined(separator: ",")])
    }
    context.say("all \(findings.count) checks passed")
  }
}

extension StoreDoctor {
  private static let reportSchema = RecordSchema(
    identity: "version",
    columns: ["version", "system", "engine", "schema", "revision", "bytes", "findings"].map { Column($0) })

  private static func record(_ findings: [StoreFinding], _ facts: StoreFacts) -> Record {
    Record([
      "version": .text(Tenantctl.configuration.version), "system": .text(ProcessContext.system),
      "engine": .text(facts.engine), "schema": facts.schema.map(FieldValue.integer) ?? .null,
      "revision": facts.revision.map(FieldValue.integer) ?? .null, "bytes": .integer(facts.bytes),
      "findings": .list(findings.map { .object($0.record.fields) }),
    ])
  }
}

extension StoreFinding: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "check",
    columns: [
      Column("severity", priority: 9), Column("check", priority: 10), Column("finding", priority: 8),
      Column("advice", priority: 7),
    ])

  package var record: Record {
    Record([
      "severity": .text(severity.rawValue), "check": .text(check), "finding": .text(finding),
      "advice": .optional(advice),
    ])
  }
}
