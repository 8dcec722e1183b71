// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// What a command does to the store; decides how the store is opened and which options the command must have.
package enum CommandEffect: String, CaseIterable, Sendable {
  /// Nothing is written.
  case reads
  /// Nothing is changed, but something of tenants is given away, and the journal says to whom and why.
  case reveals
  /// Something is written that another command can undo.
  case changes
  /// Something is written that cannot be undone.
  case destroys
}

/// A leaf of the command tree.
///
/// A command holds options, makes one call into the domain and one to the renderer. It must not override
/// `ParsableCommand.run()`.
package protocol TenantctlSubcommand: ParsableCommand {
  /// What the command does to the store.
  static var effect: CommandEffect { get }
  /// The options that every command has.
  var global: GlobalOptions { get }
  /// Runs the command with everything it may touch of the outside world.
  func run(_ context: CommandContext) throws
}

/// A leaf that gives something of tenants away.
package protocol RevealingCommand: TenantctlSubcommand {
  /// The options that every such command has.
  var audit: AuditOptions { get }
}

/// A leaf that changes the store.
package protocol ChangingCommand: TenantctlSubcommand {
  /// The options that every changing command has.
  var change: ChangeOptions { get }
}
