// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TenantModel
import TenantStore

/// The file `<store>-limits`, mapped: the state of rates and of what is held at once, shared by all processes of the host.
///
/// It holds nothing that must outlive the boot. A file of another boot, format or store, or one that was cut off, is replaced by
/// a new one; whoever still has the old one mapped sees the mark on it, takes a mapping of the new one and carries its words
/// over. Replacing, and giving a slot to an owner, happens under an advisory lock on the file, which the system releases when
/// its holder dies.
///
/// What survives a loss of the file, with all processes that had it: rates decide on in the old file until the first one leaves
/// it, which closes their words there and carries them over; where the words are gone, everything counts as used. What is held
/// at once is carried over by its holders, and until all of them have come nothing more is granted; see ``isSettled(at:)``. So
/// all limits hold. They do not hold for a process that had no earlier file and makes the next one before anybody who had one
/// notices: it counts alone until then, so a rate may reach twice its bound, and each such loss may let the limit be held once
/// more.
///
/// Mappings are never removed, because handles point into them; a process makes a new one only when the file grows, which
/// doubles it, or was replaced.
final class LimitsFile: @unchecked Sendable {
  let path: String
  private let descriptor: Int32
  private let identity: (device: UInt64, inode: UInt64)
  private let head: UnsafeMutableRawPointer
  /// Mapped segments; only grows, under the lock.
  private let segments = Monitor<[UnsafeMutableRawPointer]>([])
  /// Accesses to the mappings that found the file cut off.
  private let damage: MappingGuard.Damage

  /// What the path of a store's limits ends with.
  static let suffix = "-limits"

  /// The path of a store's limits, beside the store itself where `store` is a symbolic link to it.
  static func path(of store: String) -> String {
    guard let resolved = realpath(store, nil) else { return store + suffix }
    defer { free(resolved) }
    return String(cString: resolved) + suffix
  }

  init(
    path: String, descriptor: Int32, identity: (device: UInt64, inode: UInt64), head: UnsafeMutableRawPointer
  ) {
    self.path = path
    self.descriptor = descriptor
    self.identity = identity
    self.head = head
    damage = MappingGuard.Damage()
    MappingGuard.protect(head, bytes: LimitsLayout.headBytes, damage)
  }

  deinit { close(descriptor) }

  private let lock = LimitsLock()

  /// Lets the lock be asked for again, for tests.
  func forgetBusy() { lock.forgetBusy() }

  // MARK: Words of the head

  func headWord(_ offset: Int) -> UnsafeMutablePointer<SharedWord> {
    (head + offset).assumingMemoryBound(to: SharedWord.self)
  }

  /// Adds what a runtime refused since it last said so to what all runtimes of the host did.
  func add(_ counts: IsolationCounts, since told: IsolationCounts) {
    SharedViolations.add(counts, since: told, to: head)
  }

  /// As ``add(_:since:)-(IsolationCounts,_)``, for what is refused by other rules.
  func add(_ refusals: RefusalCounts, since told: RefusalCounts) {
    SharedViolations.add(refusals, since: told, to: head)
  }

  /// An entry of the register of runtimes.
  func registerEntry(_ index: Int) -> UnsafeMutableRawPointer {
    head + LimitsLayout.registerOffset + index * LimitsLayout.registerEntryBytes
  }

  /// A number that no process of this host is given twice while the clock of the host does not go backwards by itself.
  func nextSequence() -> UInt64 {
    headWord(LimitsLayout.sequenceOffset).pointee.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// Whether this file is still the one at its path, whole; costs two system calls.
  var isCurrent: Bool {
    if isRetired { return false }
    var status = stat()
    guard stat(path, &status) == 0, UInt64(status.st_dev) == identity.device, UInt64(status.st_ino) == identity.inode
    else { return false }
    return Int(status.st_size) >= LimitsLayout.fileBytes(segments: segmentCount)
  }

  /// Whether the head says what it must; where the file was cut off it does not.
  var isIntact: Bool { headWord(0).pointee.load(ordering: .acquiring) == LimitsLayout.magic }

  /// Whether an access of this process found a part of the file cut off: zeroes may have been read since.
  var isDamaged: Bool { damage.isFound }

  /// Whether somebody found that the file is not the one at its path any more.
  ///
  /// In one order with what is counted: who counts first and finds the file in use then, counted before anybody left it.
  var isRetired: Bool { headWord(LimitsLayout.retiredOffset).pointee.load(ordering: .sequentiallyConsistent) != 0 }

  /// Whether what was just counted here counts: the file is whole, and nobody has left it for another one.
  var isInUse: Bool { isIntact && !isRetired && !isDamaged }

  /// Whether both are mappings of one file.
  func isSame(as other: LimitsFile) -> Bool { identity == other.identity }

  /// Tells everybody who has the file mapped that it was replaced.
  func retire() {
    headWord(LimitsLayout.retiredOffset).pointee.store(1, ordering: .sequentiallyConsistent)
  }

  /// Notes that this file took the place of one that was lost, for who comes from there and for all others.
  func succeed() {
    headWord(LimitsLayout.successorOffset).pointee.store(1, ordering: .sequentiallyConsistent)
  }

  /// Whether all that is held is counted here.
  ///
  /// What was held when an earlier file was lost comes over with its holders, one after the other, and is not known before.
  /// After the lifetime of a sign of life they have all come, or what they held is void: their last sign of life was before
  /// the loss, the loss before this file was made, and no later one is given until all of what they hold has come over.
  func isSettled(at now: Int64) -> Bool {
    if headWord(LimitsLayout.successorOffset).pointee.load(ordering: .sequentiallyConsistent) == 0 { return true }
    return now &- born >= RuntimeEntry.lifetime
  }

  /// When the file was made, by the monotonic clock.
  private var born: Int64 {
    Int64(bitPattern: headWord(LimitsLayout.bornOffset).pointee.load(ordering: .relaxed))
  }

  /// Lets the file be older, for tests.
  func pretendAge(_ nanoseconds: Int64) {
    headWord(LimitsLayout.bornOffset).pointee.store(
      UInt64(bitPattern: born &- nanoseconds), ordering: .sequentiallyConsistent)
  }

  private var segmentCount: Int {
    min(
      Int(headWord(LimitsLayout.segmentsOffset).pointee.load(ordering: .acquiring)), LimitsLayout.maximumSegments)
  }

  // MARK: Lock

  /// What the holder of the lock may touch.
  struct Locked {
    fileprivate let file: LimitsFile
    fileprivate(set) var segments: [UnsafeMutableRawPointer]

    /// Whether the file cannot grow any more.
    var isFull: Bool { segments.count >= LimitsLayout.maximumSegments }

    /// Adds a segment to the file.
    ///
    /// - Throws: ``TenantError`` where the file cannot grow.
    mutating func grow() throws {
      try file.addSegment(after: segments.count)
      try file.mapMissing(&segments)
    }
  }

  /// Runs a body while no other process and no other thread gives slots away or changes terms.
  func withLock<Result>(_ body: (inout Locked) throws -> Result) throws -> Result {
    try segments.withLock { mapped in
      try lock.take(descriptor, path)
      defer { flock(descriptor, LOCK_UN) }
      try mapMissing(&mapped)
      var locked = Locked(file: self, segments: mapped)
      defer { mapped = locked.segments }
      return try body(&locked)
    }
  }

  private func addSegment(after count: Int) throws {
    guard count < LimitsLayout.maximumSegments else {
      throw TenantError(
        .storeIO, "the file of limits '\(path)' is full", hint: "remove it; it is made anew", details: ["path": path])
    }
    guard ftruncate(descriptor, off_t(LimitsLayout.fileBytes(segments: count + 1))) == 0 else {
      throw Self.failure("extended", path)
    }
    headWord(LimitsLayout.segmentsOffset).pointee.store(UInt64(count + 1), ordering: .releasing)
  }

  private func mapMissing(_ mapped: inout [UnsafeMutableRawPointer]) throws {
    while mapped.count < segmentCount {
      let bytes = LimitsLayout.slots(inSegment: mapped.count) * LimitsLayout.slotBytes
      let segment = try Self.map(descriptor, offset: LimitsLayout.offset(ofSegment: mapped.count), bytes: bytes, path)
      MappingGuard.protect(segment, bytes: bytes, damage)
      mapped.append(segment)
    }
  }
}
