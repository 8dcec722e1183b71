// SPDX-License-Identifier: Apache-2.0

/// What a quota is for a tenant, or for one of its users, at an instant, and why.
public struct EffectiveQuota: Hashable, Sendable {
  /// The definition of a level, and what became of it.
  public struct Candidate: Hashable, Sendable {
    /// The level.
    public let level: QuotaLevel
    /// Its definition; `nil` where it has none.
    public let quota: Quota?
    /// Why it applies or does not.
    public let outcome: Outcome
  }

  /// Why a level's definition applies or does not.
  public enum Outcome: Hashable, Sendable {
    /// It is the most specific one.
    case chosen
    /// A more specific level defines the quota.
    case overridden(by: QuotaLevel)
    /// The level does not define the quota.
    case undefined
  }

  /// A grant, and what it does at the instant.
  public struct Contribution: Hashable, Sendable {
    /// The grant.
    public let grant: QuotaGrant
    /// Where it stands.
    public let status: QuotaGrant.Status
    /// What it adds to the limit; 0 unless it is in force and there is a limit.
    public let added: Int64
  }

  /// The definition that applies, with its own limit.
  public let quota: Quota
  /// The level it comes from.
  public let source: QuotaLevel
  /// The limit with all grants in force; `nil` means that there is none.
  public let limit: Int64?
  /// How much of a rate may be used in one moment; `nil` for other kinds and without a limit.
  public let burst: Int64?
  /// The levels that were looked at, from the general to the specific, and what became of each.
  public let candidates: [Candidate]
  /// Every grant, and what it adds.
  public let contributions: [Contribution]

  /// The limit that applies, and per what.
  public var allowance: QuotaAllowance {
    QuotaAllowance(limit: limit, window: quota.allowance.window)
  }
}
