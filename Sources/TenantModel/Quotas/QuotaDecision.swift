// SPDX-License-Identifier: Apache-2.0

/// The answer of a quota to one request, and what an operator or a client needs to understand it.
///
/// No property is on the heap but the label of a degraded service, which is a copy of the quota's own, so a decision is made
/// without allocating.
public struct QuotaDecision: Hashable, Sendable {
  /// What becomes of the request.
  public enum Outcome: Hashable, Sendable {
    /// It is served.
    case allowed
    /// It is served once so many nanoseconds have passed; what it costs is counted already.
    case delayed(nanoseconds: Int64)
    /// It is served with less, of the given name.
    case degraded(to: String)
    /// It is refused, and nothing is counted.
    case rejected
  }

  /// Why.
  public enum Reason: String, CaseIterable, Codable, Sendable {
    /// There is room.
    case withinLimit = "within-limit"
    /// The quota has no limit.
    case unlimited
    /// There is no room now.
    case exceeded
    /// It costs more than can ever be used at once.
    case neverSatisfiable = "never-satisfiable"
    /// There is no room, and what is beyond the limit is charged.
    case billedOverage = "billed-overage"
    /// There is no room, and the quota only watches.
    case shadow
    /// The state behind the quota cannot be reached, and the quota's failure policy decided.
    case storeUnavailable = "store-unavailable"
    /// What may be used is being fetched and is not here yet.
    case leasePending = "lease-pending"
    /// The tenant is suspended.
    case suspended
    /// Nothing defines the quota for the tenant.
    case noQuota = "no-quota"
  }

  /// What becomes of the request.
  public var outcome: Outcome
  /// Why.
  public var reason: Reason
  /// The limit that applies; `nil` where there is none.
  public var limit: Int64?
  /// Nanoseconds until the request would be served; `nil` unless it is refused, or where waiting does not help.
  public var retryAfter: Int64?
  /// Revision of the rules that decided.
  public var revision: Int64
  /// The window of the limit in seconds; `nil` where it is not per time.
  public var windowSeconds: Int64?
  @usableFromInline var standing: Standing

  /// Where the limit stands after the request.
  @usableFromInline
  enum Standing: Sendable {
    case counted(remaining: Int64?, resetsIn: Int64?)
    /// Of a rate: most callers do not ask, and two divisions take longer than the decision.
    case rate(room: Int64, interval: Int64)
  }

  /// What may be used after this request, 0 or more; `nil` where there is no limit, or it is not known.
  @inlinable public var remaining: Int64? {
    get {
      switch standing {
      case .counted(let remaining, _): remaining
      case .rate(let room, let interval): room / interval
      }
    }
    set { standing = .counted(remaining: newValue, resetsIn: resetsIn) }
  }

  /// Nanoseconds within which no more than ``remaining`` may be used: until the next unit of a rate is there, or the period
  /// ends; `nil` where everything is there, or time has no part in it.
  @inlinable public var resetsIn: Int64? {
    get {
      switch standing {
      case .counted(_, let resetsIn): resetsIn
      case .rate(let room, let interval): interval - room % interval
      }
    }
    set { standing = .counted(remaining: remaining, resetsIn: newValue) }
  }

  /// Creates an answer.
  ///
  /// - Parameters:
  ///   - outcome: What becomes of the request.
  ///   - reason: Why.
  ///   - limit: The limit that applies.
  ///   - remaining: What may be used after this request.
  ///   - retryAfter: Nanoseconds until the request would be served.
  ///   - resetsIn: Nanoseconds within which no more than `remaining` may be used.
  ///   - revision: Revision of the rules that decided.
  ///   - windowSeconds: The window of the limit in seconds.
  @inlinable
  public init(
    outcome: Outcome, reason: Reason, limit: Int64? = nil, remaining: Int64? = nil, retryAfter: Int64? = nil,
    resetsIn: Int64? = nil, revision: Int64 = 0, windowSeconds: Int64? = nil
  ) {
    self.outcome = outcome
    self.reason = reason
    self.limit = limit
    self.retryAfter = retryAfter
    self.revision = revision
    self.windowSeconds = windowSeconds
    standing = .counted(remaining: remaining, resetsIn: resetsIn)
  }

  /// Creates the answer of a rate to a request that was counted.
  ///
  /// - Parameters:
  ///   - limit: The limit that applies.
  ///   - room: How much more debt there may be, 0 or more, less than the tolerance, in nanoseconds.
  ///   - interval: Nanoseconds in which a unit comes back, at least 1.
  ///   - revision: Revision of the rules that decided.
  ///   - windowSeconds: The window of the limit in seconds.
  @inlinable
  package init(withinRate limit: Int64, room: Int64, interval: Int64, revision: Int64, windowSeconds: Int64) {
    outcome = .allowed
    reason = .withinLimit
    self.limit = limit
    retryAfter = nil
    self.revision = revision
    self.windowSeconds = windowSeconds
    standing = .rate(room: room, interval: interval)
  }

  /// Whether the request may be served: now, after the wait, or with less.
  @inlinable public var isAllowed: Bool {
    if case .rejected = outcome { false } else { true }
  }
}

extension QuotaDecision {
  /// Whether two answers say the same.
  public static func == (left: QuotaDecision, right: QuotaDecision) -> Bool {
    left.outcome == right.outcome && left.reason == right.reason && left.limit == right.limit
      && left.retryAfter == right.retryAfter && left.revision == right.revision
      && left.windowSeconds == right.windowSeconds && left.remaining == right.remaining
      && left.resetsIn == right.resetsIn
  }

  /// Feeds what tells answers apart.
  ///
  /// - Parameter hasher: Takes it.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(outcome)
    hasher.combine(reason)
    hasher.combine(limit)
    hasher.combine(remaining)
    hasher.combine(revision)
  }
}
