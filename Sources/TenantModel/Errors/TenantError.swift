// SPDX-License-Identifier: Apache-2.0

/// A failure that an operator or an embedding service can act on.
///
/// The message is a sentence fragment in lower case without a final full stop, with the offending value in single quotes;
/// whoever presents it adds `error: ` and `hint: `.
public struct TenantError: Error, Equatable, Sendable {
  /// Stable identifier of the failure; it decides the exit status.
  public let code: TenantErrorCode
  /// What went wrong, for a person.
  public let message: String
  /// What to do about it, for a person.
  public let hint: String?
  /// The values that the message speaks of, for programs, by name.
  public let details: [String: String]

  /// Creates a failure.
  ///
  /// - Parameters:
  ///   - code: Stable identifier of the failure.
  ///   - message: What went wrong, in lower case, without a final full stop.
  ///   - hint: What to do about it.
  ///   - details: The values that the message speaks of, by name.
  public init(_ code: TenantErrorCode, _ message: String, hint: String? = nil, details: [String: String] = [:]) {
    self.code = code
    self.message = message
    self.hint = hint
    self.details = details
  }
}

extension TenantError: CustomStringConvertible {
  /// The message, followed by the hint where there is one.
  public var description: String {
    hint.map { "\(message) (\($0))" } ?? message
  }
}
