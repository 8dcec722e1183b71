// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
public import TenantModel

/// What the register says of one runtime.
public struct RegisteredRuntime: Hashable, Sendable {
  /// Process.
  public let processID: Int32
  /// Name that the service gave itself, at most 63 bytes.
  public let name: String
  /// When the runtime was opened.
  public let startedAt: Timestamp
  /// How long ago its last sign of life was, in milliseconds.
  public let silentMilliseconds: Int64
  /// Whether the last sign of life is recent enough for what it holds to count.
  public let isAlive: Bool
  /// Revision of the store that it serves.
  public let revision: Int64
  /// Tenants in its memory.
  public let loadedTenants: Int64
  /// Why it does not serve the newest revision; empty where it does; at most 127 bytes.
  public let fault: String
  /// How long at most until it looks for changes by itself, in milliseconds; `nil` where it does not say, because its program is
  /// an earlier one.
  public let reloadMilliseconds: Int64?
}

/// One entry of the register of runtimes in the mapped file: who uses the limits, and which revision is in force there.
///
/// An entry belongs to a process as long as the process gives signs of life. The epoch tells what it holds now from what was
/// held under the same entry before.
///
/// | bytes | what |
/// |---|---|
/// | 0 | epoch; 0 means free |
/// | 8 | process id |
/// | 16 | time of the last sign of life, by the monotonic clock |
/// | 24 | revision that is served |
/// | 32 | tenants in memory |
/// | 40 | when the runtime was opened, in microseconds of the wall clock |
/// | 48 | how long at most until it looks for changes, in milliseconds; 0 where it does not say |
/// | 64 | name, ended by a zero |
/// | 128 | why the newest revision is not served, ended by a zero |
struct RuntimeEntry: @unchecked Sendable {
  /// After how long without a sign of life a runtime counts as dead.
  static let lifetime: Int64 = 5_000_000_000

  let index: Int
  private let memory: UnsafeMutableRawPointer

  init(_ file: LimitsFile, _ index: Int) {
    self.index = index
    memory = file.registerEntry(index)
  }

  /// - Parameters:
  ///   - memory: The entry's bytes, in the file or in a copy.
  ///   - index: Its place in the register.
  init(_ memory: UnsafeMutableRawPointer, _ index: Int) {
    self.index = index
    self.memory = memory
  }

  private func word(_ offset: Int) -> UnsafeMutablePointer<SharedWord> {
    (memory + offset).assumingMemoryBound(to: SharedWord.self)
  }

  var epoch: UInt64 { word(0).pointee.load(ordering: .sequentiallyConsistent) }
  var heartbeat: Int64 { Int64(bitPattern: word(16).pointee.load(ordering: .sequentiallyConsistent)) }

  /// Whether what the runtime holds counts.
  func isAlive(at now: Int64) -> Bool { epoch != 0 && now &- heartbeat < Self.lifetime }

  /// Says that the process lived at an instant; one that was told later than the next one changes nothing.
  func beat(at now: Int64) { word(16).pointee.max(UInt64(bitPattern: now), ordering: .sequentiallyConsistent) }

  /// Lets the last sign of life be of another instant, for tests.
  func pretendBeat(at now: Int64) {
    word(16).pointee.store(UInt64(bitPattern: now), ordering: .sequentiallyConsistent)
  }

  func publish(revision: Int64, loadedTenants: Int, fault: String?) {
    word(24).pointee.store(UInt64(bitPattern: revision), ordering: .relaxed)
    word(32).pointee.store(UInt64(loadedTenants), ordering: .relaxed)
    setText(fault ?? "", at: 128, capacity: 128)
  }

  /// Takes the entry of a runtime that counts as dead; for the holder of the file's lock.
  ///
  /// - Returns: Whether it was still dead: not where it has just renewed its entry.
  func take(from dead: UInt64, epoch: UInt64, name: String, startedAt: Timestamp, reloadMilliseconds: Int64, now: Int64)
    -> Bool
  {
    guard renew(from: dead, to: epoch) else { return false }
    word(8).pointee.store(UInt64(getpid()), ordering: .relaxed)
    word(40).pointee.store(UInt64(bitPattern: startedAt.microseconds), ordering: .relaxed)
    word(48).pointee.store(UInt64(bitPattern: reloadMilliseconds), ordering: .relaxed)
    setText(name, at: 64, capacity: 64)
    publish(revision: 0, loadedTenants: 0, fault: nil)
    beat(at: now)
    return true
  }

  /// Voids what was held so far, after a pause in which others may have counted it as free.
  ///
  /// - Returns: Whether the entry was still of the earlier epoch, and not given to another runtime meanwhile.
  func renew(from old: UInt64, to new: UInt64) -> Bool {
    word(0).pointee.compareExchange(expected: old, desired: new, ordering: .sequentiallyConsistent).exchanged
  }

  /// Leaves the entry, unless it is another runtime's by now.
  func release(_ epoch: UInt64) { _ = renew(from: epoch, to: 0) }

  func read(now: Int64) -> RegisteredRuntime? {
    guard epoch != 0 else { return nil }
    let reload = Int64(bitPattern: word(48).pointee.load(ordering: .relaxed))
    return RegisteredRuntime(
      processID: Int32(truncatingIfNeeded: word(8).pointee.load(ordering: .relaxed)), name: text(64, capacity: 64),
      startedAt: Timestamp(microseconds: Int64(bitPattern: word(40).pointee.load(ordering: .relaxed))),
      silentMilliseconds: max(0, now &- heartbeat) / 1_000_000, isAlive: isAlive(at: now),
      revision: Int64(bitPattern: word(24).pointee.load(ordering: .relaxed)),
      loadedTenants: Int64(bitPattern: word(32).pointee.load(ordering: .relaxed)), fault: text(128, capacity: 128),
      reloadMilliseconds: reload > 0 ? reload : nil)
  }

  /// Texts are for people; one that is read while it is written may be mixed.
  private func setText(_ text: String, at offset: Int, capacity: Int) {
    var bytes = Array(text.utf8.prefix(capacity - 1))
    // A prefix may have cut a character in two.
    while !bytes.isEmpty, String(validating: bytes, as: UTF8.self) == nil { bytes.removeLast() }
    bytes += [UInt8](repeating: 0, count: capacity - bytes.count)
    for start in stride(from: 0, to: capacity, by: 8) {
      let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: UInt64.self) }
      word(offset + start).pointee.store(value, ordering: .relaxed)
    }
  }

  private func text(_ offset: Int, capacity: Int) -> String {
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: capacity, by: 8) {
      withUnsafeBytes(of: word(offset + start).pointee.load(ordering: .relaxed)) { bytes += $0 }
    }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}

/// An entry of the register, and the epoch in which it is this runtime's.
struct RuntimeMembership {
  let entry: RuntimeEntry
  let epoch: UInt64

  /// Whether the entry was not given to another runtime, nor renewed.
  var isOurs: Bool { entry.epoch == epoch }
}

extension LimitsFile {
  /// Enters a runtime of this process.
  ///
  /// - Returns: The entry, and the epoch that it is this runtime's in.
  /// - Throws: ``TenantError`` where all entries belong to living runtimes.
  func register(name: String, startedAt: Timestamp, reloadMilliseconds: Int64 = 0) throws -> RuntimeMembership {
    try withLock { _ in
      let time = MonotonicClock.nanoseconds()
      for index in 0..<LimitsLayout.registerEntries {
        let entry = RuntimeEntry(self, index)
        let dead = entry.epoch
        if entry.isAlive(at: time) { continue }
        let epoch = nextSequence()
        guard
          entry.take(
            from: dead, epoch: epoch, name: name, startedAt: startedAt, reloadMilliseconds: reloadMilliseconds,
            now: time)
        else { continue }
        return RuntimeMembership(entry: entry, epoch: epoch)
      }
      throw TenantError(
        .storeIO, "\(LimitsLayout.registerEntries) runtimes use this store on this host already",
        hint: "run 'tenantctl runtime list'; open one runtime a process and keep it")
    }
  }

  /// The runtimes that use the limits, living or not yet replaced.
  func runtimes() -> [RegisteredRuntime] {
    let time = MonotonicClock.nanoseconds()
    return (0..<LimitsLayout.registerEntries).compactMap { RuntimeEntry(self, $0).read(now: time) }
  }

  /// How many runtimes are alive.
  func livingRuntimes(at now: Int64) -> Int {
    (0..<LimitsLayout.registerEntries).count { RuntimeEntry(self, $0).isAlive(at: now) }
  }
}
