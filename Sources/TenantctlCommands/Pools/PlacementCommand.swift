// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `placement`.
package struct PlacementCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "placement", abstract: "Where tenants live, and why",
    subcommands: [PlacementShow.self, PlacementExplain.self],
    aliases: ["placements"])

  package init() {}
}
