// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What two threads change although nothing guards it.
///
/// The thread sanitizer must find it: where it does not, what it says of the tests means nothing.
final class Unguarded: @unchecked Sendable {
  private var count = 0

  /// Counts on two threads at once.
  ///
  /// - Returns: Whether anything was counted.
  func race() -> Bool {
    let threads = (0..<2).map { _ in
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          let unguarded = Unmanaged<Unguarded>.fromOpaque(context).takeUnretainedValue()
          for _ in 0..<100_000 { unguarded.count += 1 }
          return nil
        }, Unmanaged.passUnretained(self).toOpaque())
      return thread
    }
    for thread in threads { pthread_join(thread, nil) }
    return count > 0
  }
}

exit(Unguarded().race() ? 0 : 1)
