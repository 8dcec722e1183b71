// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `key`.
package struct KeyCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "key", abstract: "The keys that sign contexts: list, rotate, revoke and publish",
    subcommands: [KeyList.self, KeyRotate.self, KeyRevoke.self, KeyPublish.self], aliases: ["keys"])

  package init() {}
}
