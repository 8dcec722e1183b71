// SPDX-License-Identifier: Apache-2.0

/// A leaf that reads something which changes by itself, so that it can be watched.
package protocol WatchableCommand: TenantctlSubcommand {
  /// The options that every such command has.
  var watching: WatchOptions { get }
}
