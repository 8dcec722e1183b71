// SPDX-License-Identifier: Apache-2.0

/// How the requests of simulated tenants are spread over time.
package enum TrafficPattern: String, CaseIterable, Sendable {
  /// All day alike; most tenants use a small part of their limit, one of a hundred wants more than it.
  case steady
  /// As steady, but following the day: at night a quarter, before and after noon more than half as much again.
  case diurnal
  /// Half as much as steady, but once a day or so everybody comes at once: ten minutes of three times the limit.
  case burst
  /// As steady, but one of a hundred tenants always wants ten times its limit.
  case noisyNeighbour = "noisy-neighbour"
  /// Each tenant is of one of the other patterns: half of them steady, a third diurnal, the rest burst; one of a hundred is noisy.
  case mix
}
