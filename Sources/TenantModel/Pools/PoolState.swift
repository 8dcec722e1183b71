// SPDX-License-Identifier: Apache-2.0

/// Whether a pool takes tenants.
public enum PoolState: String, CaseIterable, Codable, Sendable {
  /// New tenants may be placed here.
  case accepting
  /// The tenants that are here stay until they are moved; no other one is placed here.
  case draining
}
