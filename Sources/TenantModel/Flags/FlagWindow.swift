// SPDX-License-Identifier: Apache-2.0

/// The time in which a flag or a rule is in force: from an instant, inclusive, until an instant, exclusive.
public struct FlagWindow: Hashable, Sendable {
  /// First instant in force; `nil` where it always was.
  public let from: Timestamp?
  /// First instant no longer in force; `nil` where it stays.
  public let until: Timestamp?

  /// The window without bounds.
  public static let always = FlagWindow()

  private init() {
    from = nil
    until = nil
  }

  /// Creates a window.
  ///
  /// - Parameters:
  ///   - from: First instant in force.
  ///   - until: First instant no longer in force; after `from`.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the window would be empty.
  public init(from: Timestamp?, until: Timestamp?) throws {
    if let from, let until, until <= from {
      throw TenantError(
        .invalidValue, "the schedule ends at '\(until)', which is not after its start '\(from)'",
        hint: "let 'until' lie after 'from'", details: ["from": "\(from)", "until": "\(until)"])
    }
    self.from = from
    self.until = until
  }

  /// Whether the window has a bound.
  public var isBounded: Bool { from != nil || until != nil }

  /// Whether an instant lies in the window.
  ///
  /// - Parameter instant: The instant.
  /// - Returns: `true` from ``from`` on, as long as ``until`` is not reached.
  public func contains(_ instant: Timestamp) -> Bool {
    if let from, instant < from { return false }
    if let until, instant >= until { return false }
    return true
  }
}

extension FlagWindow: CustomStringConvertible {
  /// `from T until T`, only the bounds that are there, or `always`.
  public var description: String {
    let bounds = [from.map { "from \($0)" }, until.map { "until \($0)" }].compactMap(\.self)
    return bounds.isEmpty ? "always" : bounds.joined(separator: " ")
  }
}
