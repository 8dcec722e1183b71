// SPDX-License-Identifier: Apache-2.0

import Glibc

/// An empty file beside the store whose times change after each commit, so that followers wake without polling.
///
/// It says only that there may be something new. Followers compare revisions, so a ring that is lost costs them the time
/// until their next look, never a change. The store's own `-wal` file cannot serve: it changes before a commit is visible.
package enum Doorbell {
  /// The path of a store's doorbell, beside the store itself where `store` is a symbolic link to it.
  package static func path(of store: String) -> String {
    guard let resolved = realpath(store, nil) else { return store + "-doorbell" }
    defer { free(resolved) }
    return String(cString: resolved) + "-doorbell"
  }

  /// Wakes the followers of a store; a failure is not worth failing a change that is on the disk already.
  static func ring(_ store: String) {
    let descriptor = open(path(of: store), O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { return }
    futimens(descriptor, nil)
    close(descriptor)
  }
}
