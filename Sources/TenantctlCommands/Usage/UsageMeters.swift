// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `usage meters`.
package struct UsageMeters: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "meters", abstract: "List every meter that was ever counted",
    discussion: """
      A meter exists from the first event that counts it.

      Examples:
        tenantctl usage meters
      """)
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let meters = try context.administration(Self.effect).usageMeters()
    let schema = RecordSchema(identity: "meter", columns: [Column("meter"), Column("firstSeen")])
    try context.list(schema, listing, of: "meters") { emit in
      for (meter, firstSeen) in meters {
        if try !emit(Record(["meter": .text(meter.rawValue), "firstSeen": .text(firstSeen.description)])) { return }
      }
    }
  }
}
