// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `journal`.
package struct JournalCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "Who changed what, when and why",
    subcommands: [JournalList.self, JournalVerify.self], aliases: ["journals"])

  package init() {}
}
