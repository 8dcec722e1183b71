// SPDX-License-Identifier: Apache-2.0

/// What an upgrade did.
public struct StoreUpgrade: Codable, Equatable, Sendable {
  /// Schema before.
  public let from: Int64
  /// Schema after.
  public let to: Int64
  /// Path of the backup taken before, or `nil` where nothing had to be done.
  public let backup: String?

  /// Creates a description.
  ///
  /// - Parameters:
  ///   - from: Schema before.
  ///   - to: Schema after.
  ///   - backup: Path of the backup taken before.
  public init(from: Int64, to: Int64, backup: String?) {
    self.from = from
    self.to = to
    self.backup = backup
  }
}
