// SPDX-License-Identifier: Apache-2.0

/// One of the answers that a flag can give.
public struct FlagVariant: Hashable, Sendable {
  /// Name, unique within the flag.
  public let name: VariantName
  /// What code receives.
  public let value: JSONValue

  /// Creates a variant.
  ///
  /// - Parameters:
  ///   - name: Name, unique within the flag.
  ///   - value: What code receives.
  public init(name: VariantName, value: JSONValue) {
    self.name = name
    self.value = value
  }
}
