// SPDX-License-Identifier: Apache-2.0

extension CostParty: CustomStringConvertible {
  /// The tenant's id or the reason; the two cannot be confused, because no reason begins with `t_`.
  public var description: String {
    switch self {
    case .tenant(let tenant): tenant.rawValue
    case .remainder(let reason): reason.rawValue
    }
  }

  /// Reads a party back from its ``description``.
  ///
  /// - Parameter text: A tenant's id or a reason.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is neither.
  public init(parsing text: String) throws {
    if let reason = RemainderReason(rawValue: text) {
      self = .remainder(reason)
    } else {
      self = .tenant(try TenantID(parsing: text))
    }
  }
}
