// SPDX-License-Identifier: Apache-2.0

/// What a flag serves, and why.
public struct FlagEvaluation: Hashable, Sendable {
  /// The variant.
  public let variant: VariantName
  /// The variant's value.
  public let value: JSONValue
  /// Why it is served.
  public let reason: FlagReason
  /// Position, from 1, of the rule that matched, where one did.
  public let rule: Int?
  /// How it came about, step by step; empty unless asked for.
  public let trace: [FlagTraceStep]
}
