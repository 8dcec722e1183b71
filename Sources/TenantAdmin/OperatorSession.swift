// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// Who operates, and the outside world an operation may use: a clock and a source of random bits.
package struct OperatorSession {
  /// Who makes the changes, 1 to 200 characters.
  package var actor: String
  /// Why, in the actor's words.
  package var reason: String?
  /// Makes a repeated command return the first result instead of acting again.
  package var idempotencyKey: String?
  /// Whether every change is rolled back at its end.
  package var isDryRun: Bool
  /// The time zones in which periods of tenants begin.
  package var timeZones: SystemTimeZones
  /// Reads the clock.
  package var now: () -> Timestamp
  /// Returns 128 random bits of cryptographic quality.
  package var randomBits: () -> UInt128

  /// Creates a session.
  package init(
    actor: String, reason: String? = nil, idempotencyKey: String? = nil, isDryRun: Bool = false,
    timeZones: SystemTimeZones = SystemTimeZones(), now: @escaping () -> Timestamp, randomBits: @escaping () -> UInt128
  ) {
    self.actor = actor
    self.reason = reason
    self.idempotencyKey = idempotencyKey
    self.isDryRun = isDryRun
    self.timeZones = timeZones
    self.now = now
    self.randomBits = randomBits
  }
}
