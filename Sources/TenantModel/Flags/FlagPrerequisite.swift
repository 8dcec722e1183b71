// SPDX-License-Identifier: Apache-2.0

/// The demand that another flag serves a certain variant to the same request, whatever its reason to do so.
public struct FlagPrerequisite: Hashable, Sendable {
  /// The other flag.
  public let flag: FlagKey
  /// The variant it must serve.
  public let variant: VariantName

  /// Creates a prerequisite.
  ///
  /// - Parameters:
  ///   - flag: The other flag.
  ///   - variant: The variant it must serve.
  public init(flag: FlagKey, variant: VariantName) {
    self.flag = flag
    self.variant = variant
  }

  /// Reads `flag=variant`.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` has another form.
  public init(parsing text: some StringProtocol) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a prerequisite",
        hint: "write the other flag and the variant it must serve, like payments.v2=on",
        details: ["value": String(text)])
    }
    try self.init(flag: FlagKey(parsing: parts[0]), variant: VariantName(parsing: parts[1]))
  }
}

extension FlagPrerequisite: CustomStringConvertible {
  /// `flag=variant`.
  public var description: String { "\(flag)=\(variant)" }
}
