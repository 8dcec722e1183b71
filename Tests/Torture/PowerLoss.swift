// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantTestSupport

/// What a disk still has of a store after its host lost power: the database as it was, and of the write-ahead log what belongs
/// to whole transactions, for a commit is told of only once its frames are on the disk.
struct PowerLoss {
  private let database: [UInt8]
  private let log: [UInt8]
  private let path: String

  /// Looks at a store that nobody changes at the moment.
  init(of path: String) throws {
    self.path = path
    database = try FileContents.read(path)
    let all = FileCheck.exists("\(path)-wal") ? try FileContents.read("\(path)-wal") : []
    log = Array(all.prefix(Self.durableBytes(all)))
  }

  /// Puts the store back as it was then, without what lives in memory alone.
  func restore() throws {
    try Self.write(database, to: path)
    try Self.write(log, to: "\(path)-wal")
    unlink("\(path)-shm")
    unlink("\(path)-limits")
  }

  /// How many bytes of a log reach to the end of the last commit of its generation.
  static func durableBytes(_ log: [UInt8]) -> Int {
    func number(_ offset: Int) -> Int { log[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    guard log.count >= 32 else { return 0 }
    let salts = log[16..<24]
    let frame = 24 + number(8)
    var durable = 0
    for start in stride(from: 32, through: log.count - frame, by: frame) {
      guard log[start + 8..<start + 16].elementsEqual(salts) else { break }
      // Only the last frame of a transaction says how large the database is.
      if number(start + 4) != 0 { durable = start + frame }
    }
    return durable
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
