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
    /// It is the most specific one, but allows less than what applied before: it holds from this instant on, or is only
    /// watched where there is none.
    case pending(effectiveAt: Timestamp?)
    /// It was replaced, and applies until what replaced it takes effect.
    case kept
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
  /// The levels that were looked at, from the general to the specific, and what became of each; last a definition that was
  /// replaced and still applies, if one does.
  public let candidates: [Candidate]
  /// Every grant, and what it adds.
  public let contributions: [Contribution]
  /// The change that was made and does not hold yet, because it allows less; `nil` where the newest definition applies.
  public let pending: PendingChange?
  /// The replaced definition that still applies, and the change that it has outlasted; `nil` where the newest applies.
  public let kept: QuotaTransition?

  /// The limit that applies, and per what.
  public var allowance: QuotaAllowance {
    QuotaAllowance(limit: limit, window: quota.allowance.window)
  }
}
