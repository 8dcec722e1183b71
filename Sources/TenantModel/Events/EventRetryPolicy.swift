// SPDX-License-Identifier: Apache-2.0

/// How often a delivery is tried, and how long is waited between: twice as long each time, up to a cap, less a random part.
public struct EventRetryPolicy: Hashable, Codable, Sendable {
  /// After how many failed tries an event becomes a dead letter, 1 to 100.
  public let attempts: Int64
  /// How long is waited after the first failure, in milliseconds, 1 to 3,600,000.
  public let firstMilliseconds: Int64
  /// How long is waited at most, in milliseconds, from ``firstMilliseconds`` to 86,400,000.
  public let capMilliseconds: Int64
  /// By how many hundredths a wait may be shortened, so that those who failed together do not come back together; 0 to 100.
  public let jitterPercent: Int64

  /// Eight tries, from one second to ten minutes, each shortened by up to half.
  public static let standard = EventRetryPolicy(
    unchecked: 8, firstMilliseconds: 1_000, capMilliseconds: 600_000, jitterPercent: 50)

  private init(unchecked attempts: Int64, firstMilliseconds: Int64, capMilliseconds: Int64, jitterPercent: Int64) {
    self.attempts = attempts
    self.firstMilliseconds = firstMilliseconds
    self.capMilliseconds = capMilliseconds
    self.jitterPercent = jitterPercent
  }

  /// Creates a policy.
  ///
  /// - Parameters:
  ///   - attempts: Tries, 1 to 100.
  ///   - firstMilliseconds: The first wait, 1 to 3,600,000.
  ///   - capMilliseconds: The longest wait, from the first one to 86,400,000.
  ///   - jitterPercent: By how many hundredths a wait may be shortened, 0 to 100.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where one is out of range.
  public init(attempts: Int64, firstMilliseconds: Int64, capMilliseconds: Int64, jitterPercent: Int64) throws {
    try Self.require(attempts, in: 1...100, "number of tries")
    try Self.require(firstMilliseconds, in: 1...3_600_000, "first wait in milliseconds")
    try Self.require(capMilliseconds, in: firstMilliseconds...86_400_000, "longest wait in milliseconds")
    try Self.require(jitterPercent, in: 0...100, "jitter in percent")
    self.init(
      unchecked: attempts, firstMilliseconds: firstMilliseconds, capMilliseconds: capMilliseconds,
      jitterPercent: jitterPercent)
  }

  private static func require(_ value: Int64, in range: ClosedRange<Int64>, _ noun: String) throws {
    guard range.contains(value) else {
      throw TenantError(
        .invalidValue, "'\(value)' is no \(noun)", hint: "use \(range.lowerBound) to \(range.upperBound)",
        details: ["value": String(value)])
    }
  }

  /// How long to wait after a failure.
  ///
  /// - Parameters:
  ///   - attempt: Which try failed, from 1.
  ///   - seed: Decides the random part; equal seeds give equal waits.
  /// - Returns: Milliseconds, 0 to ``capMilliseconds``; `nil` where there is no further try.
  public func wait(afterAttempt attempt: Int64, seed: UInt64) -> Int64? {
    guard (1..<attempts).contains(attempt) else { return nil }
    var full = firstMilliseconds
    // Doubled no more often than up to the cap, so nothing overflows.
    var doublings = attempt - 1
    while doublings > 0, full < capMilliseconds {
      full *= 2
      doublings -= 1
    }
    full = min(full, capMilliseconds)
    var random = SimulationRandom(seed: seed, stream: UInt64(attempt))
    return full - Int64(random.below(UInt64(full * jitterPercent / 100) + 1))
  }
}
