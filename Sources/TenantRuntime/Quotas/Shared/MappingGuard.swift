// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// Keeps a process alive when somebody truncates a file it has mapped.
///
/// The kernel answers an access beyond the end of a mapped file with SIGBUS. For mappings that are registered here the page is
/// replaced by one of zeroes, which belongs to nobody, so the access that faulted finds no limit of its own there and takes the
/// slow path; all other faults go to the handler that was there before.
enum MappingGuard {
  /// Whether an access to mappings of one file found it cut off.
  // Sendable because the word is atomic; never freed, for a signal may come at any time.
  struct Damage: @unchecked Sendable {
    fileprivate let word: UnsafeMutablePointer<Atomic<UInt>>

    init() {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: 8, alignment: 8)
      memory.initializeMemory(as: UInt8.self, repeating: 0, count: 8)
      word = memory.assumingMemoryBound(to: Atomic<UInt>.self)
    }

    var isFound: Bool { word.pointee.load(ordering: .sequentiallyConsistent) != 0 }
  }

  private static let capacity = 16_384
  /// Words of the table for each mapping.
  private static let stride = 3
  private static let table = Table()

  // Sendable because the memory is only reached through atomics.
  private final class Table: @unchecked Sendable {
    /// First address, length and word of damage of each mapping; a length of 0 ends the list.
    let ranges: UnsafeMutablePointer<Atomic<UInt>>
    let previous: UnsafeMutablePointer<sigaction>
    let lock = Monitor(0)

    init() {
      let count = MappingGuard.stride * MappingGuard.capacity
      let raw = UnsafeMutableRawPointer.allocate(byteCount: 8 * count, alignment: 8)
      raw.initializeMemory(as: UInt8.self, repeating: 0, count: 8 * count)
      ranges = raw.bindMemory(to: Atomic<UInt>.self, capacity: count)
      previous = .allocate(capacity: 1)
      previous.initialize(to: sigaction())
      var action = sigaction()
      action.sa_flags = Int32(SA_SIGINFO) | SA_NODEFER
      action.__sigaction_handler.sa_sigaction = { number, information, context in
        MappingGuard.handle(number, information, context)
      }
      sigaction(SIGBUS, &action, previous)
    }
  }

  /// Protects a mapping for as long as the process lives; mappings of limits are never removed.
  ///
  /// - Parameters:
  ///   - start: First address of the mapping.
  ///   - bytes: Its length.
  ///   - damage: Told where an access finds nothing behind the mapping.
  static func protect(_ start: UnsafeMutableRawPointer, bytes: Int, _ damage: Damage) {
    table.lock.withLock { used in
      guard used < capacity else { return }
      let range = table.ranges + stride * used
      range[0].store(UInt(bitPattern: start), ordering: .relaxed)
      range[2].store(UInt(bitPattern: damage.word), ordering: .relaxed)
      range[1].store(UInt(bytes), ordering: .releasing)
      used += 1
    }
  }

  /// Only loads, one system call and a store: this runs in the middle of whatever faulted.
  private static func handle(
    _ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
  ) {
    let address = UInt(bitPattern: information?.pointee._sifields._sigfault.si_addr)
    var index = 0
    while index < capacity {
      let range = table.ranges + stride * index
      let length = range[1].load(ordering: .acquiring)
      if length == 0 { break }
      let start = range[0].load(ordering: .relaxed)
      if address >= start, address - start < length {
        // Before the zeroes: whoever reads them finds the damage.
        let damage = UnsafeMutablePointer<Atomic<UInt>>(bitPattern: range[2].load(ordering: .relaxed))
        damage?.pointee.store(1, ordering: .sequentiallyConsistent)
        let page = UnsafeMutableRawPointer(bitPattern: address & ~4_095)
        let mapped = mmap(
          page, 4_096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
        if mapped != MAP_FAILED { return }
      }
      index += 1
    }
    forward(number, information, context)
  }

  private static func forward(
    _ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?
  ) {
    let previous = table.previous.pointee
    if previous.sa_flags & Int32(SA_SIGINFO) != 0, let action = previous.__sigaction_handler.sa_sigaction {
      return action(number, information, context)
    }
    // The default ends the process: restored, it is what the access meets when it is tried again.
    sigaction(number, table.previous, nil)
  }
}
