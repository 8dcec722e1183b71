// SPDX-License-Identifier: Apache-2.0

/// How strictly a pool keeps its tenants apart.
public enum IsolationPattern: String, CaseIterable, Codable, Sendable {
  /// Every instance of the pool serves every tenant of it.
  case shared
  /// Each tenant lives on one instance, together with others.
  case pool
  /// Each tenant has an instance to itself.
  case dedicated
}
