// SPDX-License-Identifier: Apache-2.0

/// Which event times are taken.
///
/// A clock that runs ahead, or a file of last year fed by mistake, would otherwise change windows that nobody looks at any more.
public struct UsageWindowPolicy: Equatable, Sendable {
  /// How far ahead of the store's clock an event may be: 5 minutes.
  public static let futureSkew = Duration.seconds(300)
  /// How old an event may be without being called a backfill: 35 days, one billing period and its grace.
  public static let pastLimit = Duration.seconds(35 * 86_400)

  /// Whether older events are taken too.
  public let allowsBackfill: Bool
  private let earliest: Timestamp
  private let latest: Timestamp
  private let now: Timestamp

  /// What becomes of an event.
  public enum Verdict: Equatable, Sendable {
    /// It is taken.
    case current
    /// It is taken as a backfill.
    case backfill
  }

  /// Creates a policy for one run.
  ///
  /// - Parameters:
  ///   - now: The store's clock.
  ///   - allowsBackfill: Whether events older than ``pastLimit`` are taken.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the clock is at the end of time.
  public init(now: Timestamp, allowsBackfill: Bool) throws {
    guard let earliest = now.advanced(by: .zero - Self.pastLimit), let latest = now.advanced(by: Self.futureSkew) else {
      throw TenantError(.overflow, "the clock says '\(now.microseconds)' microseconds, which is out of range")
    }
    self.now = now
    self.allowsBackfill = allowsBackfill
    self.earliest = earliest
    self.latest = latest
  }

  /// Decides about an event.
  ///
  /// - Parameter time: When the use happened.
  /// - Returns: Whether it is taken as it is or as a backfill.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where it is not taken.
  public func verdict(_ time: Timestamp) throws -> Verdict {
    if time > latest {
      throw TenantError(
        .invalidValue, "time '\(time)' is in the future; the clock says '\(now)'",
        hint: "events may be at most 5 minutes ahead; check the clock of their source",
        details: ["time": time.description])
    }
    if time >= earliest { return .current }
    guard allowsBackfill else {
      throw TenantError(
        .invalidValue, "time '\(time)' is more than 35 days ago",
        hint: "add --backfill to ingest old usage; the journal will say so", details: ["time": time.description])
    }
    return .backfill
  }
}
