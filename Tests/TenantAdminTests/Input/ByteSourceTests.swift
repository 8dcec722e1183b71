// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import Testing

@testable import TenantAdmin

@Suite struct ByteSourceTests {
  @Test func fileIsReadWholeWithSizeAndProgress() throws {
    let path = "/tmp/byte-source-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    defer { unlink(path) }
    let content = (0..<100_000).map { UInt8($0 % 251) }
    let descriptor = open(path, O_CREAT | O_WRONLY | O_EXCL, 0o600)
    try #require(content.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == content.count)
    close(descriptor)

    let source = try ByteSource(path: path)
    var observed: [UInt8] = []
    source.observer = { observed += $0 }
    var read: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = try buffer.withUnsafeMutableBytes({ try source.read(into: $0) }), count > 0 {
      read += buffer[..<count]
      #expect(source.bytesRead == Int64(read.count))
    }
    #expect(read == content)
    #expect(observed == content)
    #expect(source.size == 100_000)
    #expect(source.name == path)
    #expect(try buffer.withUnsafeMutableBytes { try source.read(into: $0) } == 0)
  }

  @Test func missingFileIsNamedWithTheSystemsReason() throws {
    let error = try fault { _ = try ByteSource(path: "/nonexistent/rows.csv") }
    #expect(error.code == .fileUnreadable)
    #expect(error.message == "cannot read '/nonexistent/rows.csv': no such file or directory")
    #expect(error.details == ["path": "/nonexistent/rows.csv"])
    #expect(error.hint != nil)
  }

  @Test func directoryIsUnreadable() throws {
    let error = try fault { _ = try LineReader(ByteSource(path: "/tmp")) }
    #expect(error.message == "cannot read '/tmp': is a directory")
  }

  @Test func dashIsStandardInput() throws {
    let source = try ByteSource(path: "-")
    #expect(source.name == "standard input")
    #expect(source.bytesRead == 0)
  }

  @Test func descriptorIsClosedWithTheSource() throws {
    var closed = 0
    do {
      let source = ByteSource(name: "input", close: { closed += 1 }, read: { _ in 0 })
      #expect(source.size == nil)
    }
    #expect(closed == 1)
  }
}
