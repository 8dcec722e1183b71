// SPDX-License-Identifier: Apache-2.0

/// How a rule turns a bill line into weights of tenants; the amount itself is always split by ``Apportioner``.
public enum CostMethod: Hashable, Sendable {
  /// The tenant that a field of the line names gets all of it.
  case direct(owner: OwnerKey, field: LineField)
  /// Each tenant weighs what it used: of which meter, in which time, and out of how much where unused capacity is to be
  /// shown as idle.
  case proportional(meter: MeterName, window: CostUsageWindow, capacity: UInt64?)
  /// Tenants weigh the same.
  case even(EvenWeight)
  /// Each tenant weighs its declared parts per million; what is missing to a million stays with nobody.
  case fixed([TenantID: UInt64])

  /// Parts that ``fixed(_:)`` shares are counted in.
  public static let wholeInParts: UInt64 = 1_000_000

  /// The method's name in the store and on the command line.
  public var name: Name {
    switch self {
    case .direct: .direct
    case .proportional: .proportional
    case .even: .even
    case .fixed: .fixed
    }
  }

  /// The name of a method.
  public enum Name: String, CaseIterable, Codable, Sendable {
    /// Everything to the owner.
    case direct
    /// By use.
    case proportional
    /// The same for all.
    case even
    /// By declared parts.
    case fixed
  }

  /// What makes tenants equal under ``even(_:)``.
  public enum EvenWeight: String, CaseIterable, Codable, Sendable {
    /// Each second in which a tenant was active weighs the same.
    case time
    /// Each tenant that is not offboarded weighs the same.
    case head
  }

  /// Checks that the declared parts are possible.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where fixed shares are missing, empty or more than
  ///   the whole, or where a capacity is zero.
  public func validate() throws {
    switch self {
    case .direct, .even: return
    case .proportional(_, _, let capacity):
      if capacity == 0 {
        throw TenantError(.invalidValue, "a capacity of '0' cannot be shared", hint: "leave the capacity out")
      }
    case .fixed(let shares):
      guard !shares.isEmpty else {
        throw TenantError(
          .invalidValue, "fixed shares name no tenant", hint: "give at least one share, like acme=250000")
      }
      var sum: UInt64 = 0
      for (tenant, parts) in shares {
        let (total, overflow) = sum.addingReportingOverflow(parts)
        sum = total
        if parts == 0 || overflow || total > Self.wholeInParts {
          throw TenantError(
            .invalidValue,
            parts == 0 ? "the fixed share of '\(tenant)' is '0'" : "fixed shares add up to more than all",
            hint: "shares are parts per million, at least 1 each and at most 1,000,000 together")
        }
      }
    }
  }
}
