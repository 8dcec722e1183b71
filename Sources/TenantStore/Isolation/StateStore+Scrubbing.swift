// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

extension StateStore {
  /// Brings everything that was committed into the file, and empties the log.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeBusy`` where somebody reads an older state.
  package func emptyLog() throws {
    let statement = try driver.statement("PRAGMA wal_checkpoint(TRUNCATE)")
    defer { statement.reset() }
    guard try statement.step(), statement.integer(0) == 0 else {
      throw TenantError(
        .storeBusy, "the log of the store '\(path)' is in use", hint: "run the command again", details: ["path": path])
    }
  }

  /// Writes the whole file anew, so that no page holds what was removed from it or moved to another.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeBusy`` or another one from the store.
  package func rewrite() throws {
    try driver.execute("VACUUM")
    try emptyLog()
  }

  /// Looks for bytes in the store and its log, free pages included.
  ///
  /// - Parameter needles: The bytes, each one or more.
  /// - Returns: How many bytes were looked through, and whether they hold one of the needles.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeIO`` where a file cannot be read.
  package func search(_ needles: [[UInt8]]) throws -> (bytes: Int64, isFound: Bool) {
    var bytes: Int64 = 0
    for suffix in ["", "-wal"] {
      let (size, isFound) = try ByteSearch.search(path + suffix, for: needles)
      bytes += size
      if isFound { return (bytes, true) }
    }
    return (bytes, false)
  }
}

/// Looking for bytes in a file of any size.
package enum ByteSearch {
  /// Looks for bytes.
  ///
  /// - Parameters:
  ///   - path: Path of the file; one that is not there holds nothing.
  ///   - needles: The bytes, each one or more.
  /// - Returns: How many bytes the file has, and whether they hold one of the needles.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeIO`` where the file cannot be read.
  package static func search(_ path: String, for needles: [[UInt8]]) throws -> (bytes: Int64, isFound: Bool) {
    let longest = needles.map(\.count).max() ?? 1
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return (0, false) }
      throw unreadable(path)
    }
    defer { close(descriptor) }
    var total: Int64 = 0
    var isFound = false
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    // The end of each piece is kept in front of the next, for a needle that lies across.
    var kept = 0
    var count = 0
    repeat {
      count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: kept), $0.count - kept) }
      guard count >= 0 else { throw unreadable(path) }
      total += Int64(count)
      let filled = kept + count
      isFound = isFound || needles.contains { contains(buffer[..<filled], $0) }
      let keeping = min(filled, longest - 1)
      buffer.replaceSubrange(0..<keeping, with: buffer[(filled - keeping)..<filled])
      kept = keeping
    } while count > 0
    return (total, isFound)
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ needle: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress, bytes.count >= needle.count else { return false }
      var place = start
      let end = start + (bytes.count - needle.count + 1)
      while place < end, let found = memchr(place, Int32(needle[0]), end - place) {
        if memcmp(found, needle, needle.count) == 0 { return true }
        place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
      }
      return false
    }
  }

  private static func unreadable(_ path: String) -> TenantError {
    TenantError(
      .storeIO, "'\(path)' cannot be read: \(String(cString: strerror(errno)))", hint: "check the disk",
      details: ["path": path])
  }
}
