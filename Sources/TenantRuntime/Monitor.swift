// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A value that one thread at a time may touch, and that others can wait to see changed.
///
/// It is a POSIX mutex rather than `Synchronization.Mutex`, whose futex the thread sanitizer does not understand: it would
/// report races in every embedding service that is tested under it.
// Sendable because `value` and `changed` are only reached between lock and unlock.
final class Monitor<Value>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  /// Made for the first who waits: of most values nobody ever does, and there are as many as limits.
  private var changed: UnsafeMutablePointer<pthread_cond_t>?
  private var value: Value

  init(_ value: consuming Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    if let changed {
      pthread_cond_destroy(changed)
      changed.deallocate()
    }
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  @inline(__always)
  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }

  /// As ``withLock(_:)``, and wakes whoever waits for the value to change.
  func change<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    try withLock { value in
      defer { if let changed { pthread_cond_broadcast(changed) } }
      return try body(&value)
    }
  }

  /// Waits until a condition holds, at most for the given time.
  ///
  /// - Returns: What the condition answered last.
  func wait(atMost timeout: Duration, until condition: (Value) -> Bool) -> Bool {
    var deadline = Self.deadline(after: timeout)
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    let changed = self.changed ?? Self.makeCondition()
    self.changed = changed
    while !condition(value) {
      if pthread_cond_timedwait(changed, mutex, &deadline) == ETIMEDOUT { return condition(value) }
    }
    return true
  }

  private static func makeCondition() -> UnsafeMutablePointer<pthread_cond_t> {
    let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    // Deadlines must not move with the wall clock.
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
    return condition
  }

  private static func deadline(after timeout: Duration) -> timespec {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    // More than a year is as good as for ever, and far from the end of any integer.
    let limited = min(max(timeout, .zero), .seconds(366 * 86_400)).components
    let nanoseconds = Int64(time.tv_nsec) + limited.attoseconds / 1_000_000_000
    return timespec(
      tv_sec: time.tv_sec + Int(limited.seconds + nanoseconds / 1_000_000_000),
      tv_nsec: Int(nanoseconds % 1_000_000_000))
  }
}
