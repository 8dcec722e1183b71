// SPDX-License-Identifier: Apache-2.0

extension IsolationPattern {
  /// How far the pattern keeps tenants apart, from 0: what one pattern promises, every stricter one keeps.
  public var strictness: Int {
    switch self {
    case .shared: 0
    case .pool: 1
    case .dedicated: 2
    }
  }

  /// Whether a tenant of a pool with this pattern is bound to one of its instances.
  public var bindsInstance: Bool { self != .shared }
}
