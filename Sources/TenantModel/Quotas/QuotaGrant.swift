// SPDX-License-Identifier: Apache-2.0

/// An addition to a tenant's limit that lapses by itself.
public struct QuotaGrant: Hashable, Codable, Sendable {
  /// How much is added.
  public enum Addition: QuotaText {
    /// So many hundredths of the limit that the definition has, rounded down; 1 to 10,000.
    case percent(Int64)
    /// So much, 1 or more.
    case amount(Int64)
  }

  /// Where a grant stands at an instant.
  public enum Status: String, CaseIterable, Codable, Sendable {
    /// It has not begun.
    case scheduled
    /// It adds to the limit.
    case inForce = "in-force"
    /// It has ended.
    case lapsed
  }

  /// Random identifier, unique within the tenant: `g_` and 10 characters.
  public let id: QuotaGrantID
  /// Whose limit grows.
  public let tenant: TenantID
  /// Which limit grows.
  public let quota: QuotaKey
  /// By how much.
  public let addition: Addition
  /// First instant at which the grant is in force.
  public let from: Timestamp
  /// First instant at which it is no longer.
  public let until: Timestamp
  /// Why it was given, in the operator's words.
  public let reason: String?
  /// When it was given.
  public let createdAt: Timestamp

  /// Creates a grant.
  ///
  /// - Parameters:
  ///   - id: Identifier, unique within the tenant.
  ///   - tenant: Whose limit grows.
  ///   - quota: Which limit grows.
  ///   - addition: By how much.
  ///   - from: First instant at which the grant is in force.
  ///   - until: First instant at which it is no longer; after `from`.
  ///   - reason: Why it is given.
  ///   - createdAt: When it is given.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where it would end before it begins.
  public init(
    id: QuotaGrantID, tenant: TenantID, quota: QuotaKey, addition: Addition, from: Timestamp, until: Timestamp,
    reason: String? = nil, createdAt: Timestamp
  ) throws {
    guard from < until else {
      throw TenantError(
        .invalidValue, "a grant until '\(until)' would end before it begins at '\(from)'", hint: "use a later end",
        details: ["from": from.description, "until": until.description])
    }
    self.id = id
    self.tenant = tenant
    self.quota = quota
    self.addition = addition
    self.from = from
    self.until = until
    self.reason = reason
    self.createdAt = createdAt
  }

  /// Where the grant stands.
  ///
  /// - Parameter instant: When.
  /// - Returns: In force from its first instant on, lapsed from its end on.
  public func status(at instant: Timestamp) -> Status {
    if instant < from { return .scheduled }
    return instant < until ? .inForce : .lapsed
  }
}

extension QuotaGrant.Addition {
  /// Reads a percentage like `20%` or an amount like `5k`.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is neither.
  public init(parsing text: some StringProtocol) throws {
    if text.hasSuffix("%") {
      let digits = text.dropLast()
      if digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
        let percent = Int64(digits), (1...10_000).contains(percent)
      {
        self = .percent(percent)
        return
      }
    } else {
      let amount = try QuotaAmount.parse(text)
      if amount >= 1 {
        self = .amount(amount)
        return
      }
    }
    throw TenantError(
      .invalidValue, "'\(text.prefix(80))' is not an addition",
      hint: "use a whole percentage from 1% to 10000%, or an amount like 5k", details: ["value": String(text)])
  }

  /// The canonical text.
  public var description: String {
    switch self {
    case .percent(let percent): "\(percent)%"
    case .amount(let amount): QuotaAmount.text(amount)
    }
  }

  /// What is added to a limit.
  ///
  /// - Parameter limit: The limit that the definition has, 0 or more.
  /// - Returns: The addition, rounded down.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the addition cannot be represented.
  public func added(to limit: Int64) throws -> Int64 {
    switch self {
    case .amount(let amount): return amount
    case .percent(let percent):
      // Whole hundreds first: the product of the rest stays below 10⁶, so only a true overflow is refused.
      let (hundreds, overflow) = (limit / 100).multipliedReportingOverflow(by: percent)
      let (sum, overflow2) = hundreds.addingReportingOverflow(limit % 100 * percent / 100)
      guard !overflow, !overflow2 else {
        throw TenantError(
          .overflow, "\(percent)% of \(limit) is too large", hint: "the greatest amount is \(Int64.max)")
      }
      return sum
    }
  }
}
