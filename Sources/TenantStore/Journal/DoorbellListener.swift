// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Sleeps until a store's doorbell rings, somebody interrupts, or a time has passed.
///
/// The folder is watched rather than the file, because the doorbell may be created, removed and created again while nobody
/// looks. Where the system gives no watch, the time alone ends the sleep.
package final class DoorbellListener: Sendable {
  private let watch: Int32
  private let interruption: (read: Int32, write: Int32)
  private let name: String

  /// Starts to listen; what rings from now on ends the next ``wait(milliseconds:)``.
  package init(store: String) {
    let path = Doorbell.path(of: store)
    let slash = path.lastIndex(of: "/")
    name = String(slash.map { path[path.index(after: $0)...] } ?? path[...])
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    watch = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    if watch >= 0 { _ = inotify_add_watch(watch, folder, UInt32(IN_ATTRIB | IN_CREATE | IN_MOVED_TO)) }
    var ends: [Int32] = [-1, -1]
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    if socketpair(AF_UNIX, Int32(kind), 0, &ends) != 0 { ends = [-1, -1] }
    interruption = (ends[0], ends[1])
  }

  deinit {
    for descriptor in [watch, interruption.read, interruption.write] where descriptor >= 0 { close(descriptor) }
  }

  /// Ends the current ``wait(milliseconds:)``, or the next one; safe from any thread.
  package func interrupt() {
    var byte: UInt8 = 1
    _ = write(interruption.write, &byte, 1)
  }

  /// Sleeps until the doorbell rings or ``interrupt()`` is called, at most for the given time; for one thread.
  ///
  /// - Parameter milliseconds: How long at most.
  /// - Returns: Whether something else than the time ended the sleep.
  @discardableResult
  package func wait(milliseconds: Int32) -> Bool {
    let deadline = Self.now() + Int64(milliseconds)
    while true {
      let left = deadline - Self.now()
      guard left > 0 else { return false }
      // poll(2) ignores negative descriptors.
      var descriptors = [
        pollfd(fd: watch, events: Int16(POLLIN), revents: 0),
        pollfd(fd: interruption.read, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&descriptors, 2, Int32(left)) > 0 else { continue }
      let isInterrupted = descriptors[1].revents != 0 && drainInterruptions()
      if drainRings() || isInterrupted { return true }
    }
  }

  private func drainInterruptions() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64)
    var isInterrupted = false
    while read(interruption.read, &bytes, bytes.count) > 0 { isInterrupted = true }
    return isInterrupted
  }

  /// Whether one of the events that have arrived is the doorbell's; other files of the folder change too.
  private func drainRings() -> Bool {
    var isRung = false
    withUnsafeTemporaryAllocation(byteCount: 4_096, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
      guard let base = buffer.baseAddress else { return }
      while true {
        let count = read(watch, base, buffer.count)
        guard count > 0 else { return }
        var offset = 0
        while offset + MemoryLayout<inotify_event>.size <= count {
          let event = base.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
          let text = base + offset + MemoryLayout<inotify_event>.size
          // Lost events may have been rings.
          if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { isRung = true }
          if event.len > 0, String(cString: text.assumingMemoryBound(to: CChar.self)) == name { isRung = true }
          offset += MemoryLayout<inotify_event>.size + Int(event.len)
        }
      }
    }
    return isRung
  }

  private static func now() -> Int64 { MonotonicTime.nanoseconds() / 1_000_000 }
}
