// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantTestSupport

/// What a disk still has of a store after its host lost power: the database as it was, and of the write-ahead log what was
/// flushed, with as much of the rest as happened to be written.
struct PowerLoss {
  private let database: [UInt8]
  private let log: [UInt8]
  private let path: String

  /// Looks at a store that nobody changes at the moment.
  init(of path: String, using generator: inout SeededGenerator) throws {
    self.path = path
    database = try FileContents.read(path)
    let all = FileCheck.exists("\(path)-wal") ? try FileContents.read("\(path)-wal") : []
    let flushed = min(Self.flushed(of: "\(path)-wal"), all.count)
    // Mostly nothing of it; otherwise up to somewhere in the middle of a page.
    let rest = Bool.random(using: &generator) ? 0 : Int.random(in: 0...all.count - flushed, using: &generator)
    log = Array(all.prefix(flushed + rest))
  }

  /// Puts the store back as it was then, without what lives in memory alone.
  func restore() throws {
    try Self.write(database, to: path)
    try Self.write(log, to: "\(path)-wal")
    unlink("\(path)-shm")
    unlink("\(path)-limits")
    try Self.watch(path)
  }

  /// Begins to take down how far the log of a store was flushed.
  static func watch(_ path: String) throws {
    try SyncRecord(ofLog: "\(path)-wal").begin(mark(of: "\(path)-wal"))
  }

  /// How many bytes of a log are on the disk for certain.
  ///
  /// A generation whose header was never flushed counts for nothing: all that the one before it held was written to the
  /// database, and that flushed, before it was begun.
  private static func flushed(of log: String) -> Int {
    let (present, known) = (mark(of: log), SyncRecord(ofLog: log).mark)
    return known?.salts == present.salts ? Int(known?.end ?? 0) : 0
  }

  private static func mark(of log: String) -> SyncRecord.Mark {
    let descriptor = open(log, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return SyncRecord.Mark() }
    defer { close(descriptor) }
    return WriteAheadLog.mark(descriptor) ?? SyncRecord.Mark()
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw TenantError(.fileUnwritable, "'\(path)' cannot be written: errno \(errno)") }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw TenantError(.fileUnwritable, "'\(path)' cannot be written: errno \(errno)")
    }
  }
}
