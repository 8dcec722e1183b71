// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// A clock that stands still until a test moves it.
package final class ManualClock {
  /// The instant it shows.
  package var now: Timestamp

  /// Creates a clock; 2026-11-23T12:00:00Z unless said otherwise.
  package init(_ now: Timestamp = Timestamp(seconds: 1_795_435_200)) {
    self.now = now
  }

  /// Moves the clock on.
  package func advance(seconds: Int64) {
    now = Timestamp(microseconds: now.microseconds + seconds * 1_000_000)
  }
}
