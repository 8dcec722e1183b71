// SPDX-License-Identifier: Apache-2.0

import Glibc
import WatchedFlushes

/// How far the write-ahead log of a store has reached the disk: a file beside the log, which every process of the round that
/// flushes the log renews.
///
/// SQLite is not asked what it flushes, for what it does not flush is what is to be found out: the calls themselves are watched.
struct SyncRecord {
  /// The end of what is on the disk of a log.
  struct Mark: Equatable {
    /// What tells the log's generations apart: it begins anew after a checkpoint.
    var salts: UInt64 = 0
    /// Bytes from the log's beginning.
    var end: Int64 = 0
  }

  private static let suffix = "-synced"
  private let path: String

  /// The record of a log; there is one once ``begin()`` was called.
  init(ofLog log: String) {
    path = log + Self.suffix
  }

  /// Takes down what this process flushes from now on, of logs that have a record.
  static func watchFlushes() {
    watch_flushes { descriptor, flush in flush.map { SyncRecord.flush(descriptor, $0) } ?? -1 }
  }

  /// Makes the record: what the log holds now counts as flushed.
  func begin(_ mark: Mark) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(descriptor) }
    Self.write(mark, to: descriptor)
  }

  /// The end of what is on the disk; `nil` where nobody keeps a record.
  var mark: Mark? {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return Self.read(descriptor)
  }

  /// Takes down that what a mark says is on the disk now.
  private func advance(to mark: Mark) {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    flock(descriptor, LOCK_EX)
    // Whoever flushed earlier may come to it later.
    if let known = Self.read(descriptor), known.salts == mark.salts, known.end >= mark.end { return }
    Self.write(mark, to: descriptor)
  }

  private static func read(_ descriptor: Int32) -> Mark? {
    var mark = Mark()
    let size = MemoryLayout<Mark>.size
    return pread(descriptor, &mark, size, 0) == size ? mark : nil
  }

  private static func write(_ mark: Mark, to descriptor: Int32) {
    var mark = mark
    guard pwrite(descriptor, &mark, MemoryLayout<Mark>.size, 0) == MemoryLayout<Mark>.size else { abort() }
  }

  /// Flushes a file, and takes it down where it is a log of which a record is kept.
  private static func flush(_ descriptor: Int32, _ flush: (Int32) -> Int32) -> Int32 {
    guard let log = name(of: descriptor), log.hasSuffix("-wal"), access(log + suffix, F_OK) == 0 else {
      return flush(descriptor)
    }
    // Before it is flushed: what another process appends meanwhile may not be among it.
    let mark = WriteAheadLog.mark(descriptor)
    let code = flush(descriptor)
    if code == 0, let mark { SyncRecord(ofLog: log).advance(to: mark) }
    return code
  }

  private static func name(of descriptor: Int32) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}

/// The frames of a log.
enum WriteAheadLog {
  /// Where the whole frames of the log's present generation end; `nil` where it has no header yet.
  static func mark(_ descriptor: Int32) -> SyncRecord.Mark? {
    func bytes(_ count: Int, at offset: Int64) -> [UInt8]? {
      var buffer = [UInt8](repeating: 0, count: count)
      return pread(descriptor, &buffer, count, off_t(offset)) == count ? buffer : nil
    }
    func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    guard let header = bytes(32, at: 0) else { return nil }
    let frame = Int64(24 + number(header[8..<12]))
    var mark = SyncRecord.Mark(salts: number(header[16..<24]), end: 32)
    while let next = bytes(24, at: mark.end), number(next[8..<16]) == mark.salts { mark.end += frame }
    return mark
  }
}
