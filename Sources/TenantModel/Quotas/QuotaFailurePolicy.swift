// SPDX-License-Identifier: Apache-2.0

/// What a service does while it cannot reach the state behind a quota.
public enum QuotaFailurePolicy: QuotaText {
  /// Refuses everything.
  case deny
  /// Admits so much for so many seconds from the first failure of an outage on, then refuses.
  case allowBounded(amount: Int64, seconds: Int64)
  /// Spends what it holds, then refuses.
  case lastLease
  /// Keeps to its share of the rate among the processes last known, then refuses.
  case localShare

  /// What applies unless a quota says otherwise: a rate protects the service, the others are promises that must hold.
  ///
  /// - Parameter kind: Kind of the quota.
  /// - Returns: The policy.
  public static func standard(for kind: QuotaKind) -> QuotaFailurePolicy {
    kind == .rate ? .localShare : .lastLease
  }

  /// Reads `deny`, `last-lease`, `local-share`, or `allow:AMOUNT/DURATION` like `allow:1k/30s`.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(parsing text: some StringProtocol) throws {
    switch text {
    case "deny": self = .deny
    case "last-lease": self = .lastLease
    case "local-share": self = .localShare
    default:
      let parts = text.dropFirst(6).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard text.hasPrefix("allow:"), parts.count == 2 else {
        throw TenantError(
          .invalidValue, "'\(text.prefix(80))' is not a failure policy",
          hint: "use deny, last-lease, local-share, or allow:AMOUNT/DURATION like allow:1k/30s",
          details: ["value": String(text)])
      }
      self = .allowBounded(
        amount: try QuotaAmount.parse(parts[0]), seconds: try QuotaWindow.seconds(parsing: parts[1]))
    }
  }

  /// The canonical text.
  public var description: String {
    switch self {
    case .deny: "deny"
    case .lastLease: "last-lease"
    case .localShare: "local-share"
    case .allowBounded(let amount, let seconds):
      "allow:\(QuotaAmount.text(amount))/\(QuotaWindow.text(seconds: seconds))"
    }
  }
}
