// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Writes to a pipe whose reader may leave at any time.
package enum BrokenPipe {
  /// Runs one system call with the signal of a broken pipe held back from this thread alone, so that the call fails
  /// with `EPIPE` while everything else in the process keeps its way of handling the signal.
  ///
  /// - Parameter call: A call that sets `errno` where it fails.
  /// - Returns: What the call returns, and the error number where that is negative.
  package static func withoutSignal(_ call: () -> Int) -> (result: Int, code: Int32) {
    var brokenPipe = sigset_t()
    sigemptyset(&brokenPipe)
    sigaddset(&brokenPipe, SIGPIPE)
    let wasPending = isPending
    var previous = sigset_t()
    pthread_sigmask(SIG_BLOCK, &brokenPipe, &previous)
    let result = call()
    let code = result < 0 ? errno : 0
    // A write that was under way when the reader left has written a part, and the signal is sent all the same. It waits
    // for this thread, and must be gone before the mask is lifted.
    if !wasPending, isPending {
      var now = timespec()
      while sigtimedwait(&brokenPipe, nil, &now) < 0 && errno == EINTR {}
    }
    pthread_sigmask(SIG_SETMASK, &previous, nil)
    return (result, code)
  }

  private static var isPending: Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return sigismember(&pending, SIGPIPE) == 1
  }
}
