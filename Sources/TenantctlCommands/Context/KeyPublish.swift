// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `key publish`.
package struct KeyPublish: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Write the public halves of the signing keys, for services that verify contexts",
    discussion: """
      The file is a JSON Web Key Set with the issuer, the epoch of the set and the state of each key beside. It holds no
      secret, and appears whole or not at all. Services that follow the store do not need it.

      Examples:
        tenantctl key publish -
        tenantctl key publish - > keys.json
        tenantctl key publish /run/my-service/context-keys.json --force
      """)
  package static let effect = CommandEffect.reads

  @Argument(help: ArgumentHelp("The file; '-' is standard output.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "Replace a file that exists already.")
  var force = false

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    if file == "-" { return try context.output.write(administration.publishedKeys().document.description + "\n") }
    let keys = try administration.publishKeys(to: file, replacing: force)
    context.say("published \(keys.keys.count) keys, epoch \(keys.epoch), to '\(file)'")
  }
}
