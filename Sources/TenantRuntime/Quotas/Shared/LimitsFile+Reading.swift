// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TenantModel

extension LimitsFile {
  /// What the register of the file beside a store says, without entering it; nothing is made or changed.
  ///
  /// - Parameters:
  ///   - store: Path of the store.
  ///   - storeID: Identity of the store.
  /// - Returns: The runtimes; none where there is no file, or a whole one of another boot or store.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeIO`` where the file cannot be read, or is none of limits or not a whole
  ///   one, so that it does not tell who is there.
  static func runtimes(besideStore store: String, storeID: String) throws -> [RegisteredRuntime] {
    try withHead(besideStore: store, storeID: storeID) { head in
      let now = MonotonicClock.nanoseconds()
      return (0..<LimitsLayout.registerEntries).compactMap { index in
        let entry = head + LimitsLayout.registerOffset + index * LimitsLayout.registerEntryBytes
        return RuntimeEntry(entry, index).read(now: now)
      }
    } ?? []
  }

  /// What the runtimes of the host refused together, and how long ago the file was made.
  ///
  /// - Parameters:
  ///   - store: Path of the store.
  ///   - storeID: Identity of the store.
  /// - Returns: The counts, at the boundary between tenants and else, and the age in nanoseconds; `nil` where ``runtimes(besideStore:storeID:)`` finds no file.
  /// - Throws: As ``runtimes(besideStore:storeID:)``.
  static func refusals(besideStore store: String, storeID: String) throws -> (
    counts: IsolationCounts, refusals: RefusalCounts, age: Int64
  )? {
    try withHead(besideStore: store, storeID: storeID) { head in
      let born = (head + LimitsLayout.bornOffset).assumingMemoryBound(to: SharedWord.self)
      let age = MonotonicClock.nanoseconds() &- Int64(bitPattern: born.pointee.load(ordering: .relaxed))
      return (SharedViolations.counts(in: head), SharedViolations.refusals(in: head), max(0, age))
    }
  }

  /// Reads the head of the file beside a store; nothing is made or changed.
  private static func withHead<Result>(
    besideStore store: String, storeID: String, _ body: (UnsafeMutableRawPointer) throws -> Result
  ) throws -> Result? {
    let path = path(of: store)
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw failure("opened", path)
    }
    defer { close(descriptor) }
    let identity = try Identity(storeID: storeID)
    guard let status = status(descriptor) else { throw failure("read", path) }
    let size = Int(status.st_size)
    guard isGood(descriptor, size: size, identity) else {
      guard status.st_mode & S_IFMT == S_IFREG, isWhole(descriptor, size: size) else {
        throw TenantError(
          .storeIO, "'\(path)' does not tell which runtimes there are: it is not a whole file of limits",
          hint: "services that are running put a whole one there; remove what keeps them from it",
          details: ["path": path])
      }
      return nil
    }
    // A copy, because a mapping would have to stay for ever.
    return try withUnsafeTemporaryAllocation(byteCount: LimitsLayout.headBytes, alignment: LimitsLayout.slotBytes) {
      guard let head = $0.baseAddress, pread(descriptor, head, $0.count, 0) == $0.count else {
        throw failure("read", path)
      }
      return try body(head)
    }
  }
}
