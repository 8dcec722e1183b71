// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The clock that deadlines within a process go by: it never steps.
enum MonotonicTime {
  /// Nanoseconds since the host was started.
  static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
