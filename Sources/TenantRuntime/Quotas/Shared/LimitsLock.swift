// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TenantModel

/// The lock of the file of limits, which is held for microseconds; but a process can be stopped while it has it.
///
/// So nobody waits for it longer than a quarter of a second, and after that nobody asks again for a second: a request must not
/// be held up by another process.
final class LimitsLock: Sendable {
  /// Until when nobody asks, by the monotonic clock.
  private let busyUntil = Atomic<Int64>(0)

  /// Lets the lock be asked for again, for tests.
  func forgetBusy() { busyUntil.store(0, ordering: .relaxed) }

  /// Takes the lock.
  ///
  /// - Parameters:
  ///   - descriptor: The file.
  ///   - path: Its path.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeBusy`` where somebody else keeps it, or where the file cannot be locked.
  func take(_ descriptor: Int32, _ path: String) throws {
    let start = MonotonicClock.nanoseconds()
    let isWorthwhile = busyUntil.load(ordering: .relaxed) <= start
    let deadline = start.addingSaturating(isWorthwhile ? LimitsLayout.lockNanoseconds : 0)
    var pause = timespec(tv_sec: 0, tv_nsec: 20_000)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK: break
      default: throw LimitsFile.failure("locked", path)
      }
      let now = MonotonicClock.nanoseconds()
      guard now < deadline else {
        if isWorthwhile { busyUntil.store(now.addingSaturating(LimitsLayout.lockPauseNanoseconds), ordering: .relaxed) }
        throw TenantError(
          .storeBusy, "another process keeps the file of limits '\(path)' locked",
          hint: "look for a process that was stopped: 'fuser \(path)'", details: ["path": path])
      }
      nanosleep(&pause, nil)
      pause.tv_nsec = min(pause.tv_nsec * 2, 1_000_000)
    }
  }
}
