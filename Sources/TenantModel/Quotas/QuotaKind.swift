// SPDX-License-Identifier: Apache-2.0

/// The three ways to limit: how fast, how much, how many at once.
public enum QuotaKind: String, CaseIterable, Codable, Sendable {
  /// So many per duration, in any stretch of time.
  case rate
  /// So many per calendar or billing period, from zero at its beginning.
  case period
  /// So many at once: running jobs, seats, stored bytes.
  case concurrency
}
