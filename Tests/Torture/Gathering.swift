// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantRuntime
import TenantTestSupport

/// Finds out whether all workers use the file of limits that is there now, with everything they have.
///
/// A runtime enters the register of a new file first, and gives its next sign of life once all of its limits are found there.
final class Gathering {
  private let store: String
  /// When the first sign of life of each process in the present file that was seen was given at the latest, by the monotonic
  /// clock, in milliseconds.
  private var firstSigns: [pid_t: Int64] = [:]
  private var inode: UInt64 = 0

  init(store: String) {
    self.store = store
  }

  /// Tells whether all have come over, as far as that has been seen by now; whoever wants to know asks again.
  func isComplete(_ processes: [pid_t]) -> Bool {
    var status = stat()
    let before = TortureClock.monotonic() / 1_000_000
    guard stat("\(store)-limits", &status) == 0,
      let runtimes = try? EnforcementRuntime.registered(store: .path(store))
    else { return false }
    if inode != UInt64(status.st_ino) {
      inode = UInt64(status.st_ino)
      firstSigns = [:]
    }
    let after = TortureClock.monotonic() / 1_000_000
    var present: Set<pid_t> = []
    for runtime in runtimes where runtime.isAlive {
      let first = firstSigns[runtime.processID] ?? after - runtime.silentMilliseconds
      firstSigns[runtime.processID] = first
      if before - runtime.silentMilliseconds - 1 > first { present.insert(runtime.processID) }
    }
    return processes.allSatisfy(present.contains)
  }
}
