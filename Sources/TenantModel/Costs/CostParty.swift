// SPDX-License-Identifier: Apache-2.0

/// To whom a part of a bill goes.
public enum CostParty: Hashable, Sendable {
  /// To a tenant.
  case tenant(TenantID)
  /// To nobody, for a reason.
  case remainder(RemainderReason)
}

extension CostParty: Comparable {
  /// Orders tenants by the bytes of their id, and after them the remainders by their reason.
  public static func < (left: CostParty, right: CostParty) -> Bool {
    switch (left, right) {
    case (.tenant(let left), .tenant(let right)): left < right
    case (.remainder(let left), .remainder(let right)): left.rawValue < right.rawValue
    case (.tenant, .remainder): true
    case (.remainder, .tenant): false
    }
  }
}
