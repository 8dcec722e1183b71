// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `instance`.
package struct InstanceCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "instance", abstract: "The running copies of the service in each pool",
    subcommands: [InstanceList.self, InstanceRegister.self, InstanceDrain.self, InstanceRetire.self],
    aliases: ["instances"])

  package init() {}
}
