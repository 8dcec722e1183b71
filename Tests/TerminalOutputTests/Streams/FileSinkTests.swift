// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct FileSinkTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func open(_ name: String) -> Int32 {
    Glibc.open(folder.file(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
  }

  @Test func textIsCollectedUntilItIsPassedOn() throws {
    let descriptor = open("out")
    defer { close(descriptor) }
    let sink = FileSink(descriptor: descriptor)
    #expect(!sink.isTerminal && sink.width == nil)
    try sink.write("grüße\n")
    #expect(try folder.read("out") == "")
    try sink.flush()
    try sink.flush()
    #expect(try folder.read("out") == "grüße\n")
    try sink.write(String(repeating: "x", count: 70_000))
    #expect(try folder.read("out").count == 70_006)
  }

  @Test func whatIsLeftIsWrittenAtTheEnd() throws {
    let descriptor = open("out")
    defer { close(descriptor) }
    try FileSink(descriptor: descriptor).write("left")
    #expect(try folder.read("out") == "left")
  }

  @Test func aFailureNamesItsReasonAndIsNotRepeated() throws {
    let full = Glibc.open("/dev/full", O_WRONLY | O_CLOEXEC)
    defer { close(full) }
    let sink = FileSink(descriptor: full)
    try sink.write("x")
    let fault = #expect(throws: SinkError.self) { try sink.flush() }
    #expect(fault?.code == ENOSPC)
    #expect(fault?.description == "No space left on device")
    try sink.flush()
  }

  @Test func aDescriptorThatDoesNotWaitIsWaitedFor() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(writing, F_SETFL, O_NONBLOCK)
    // More than a pipe holds, read by another process while it is written.
    let reader = try BuiltProgram("/bin/sh", ["-c", "cat /proc/\(getpid())/fd/\(reading) | wc -c"])
    let sink = FileSink(descriptor: writing)
    try sink.write(String(repeating: "x", count: 1_000_000))
    try sink.flush()
    close(writing)
    let result = reader.finish()
    close(reading)
    #expect(result.output.filter(\.isNumber) == "1000000")
  }

  @Test func aReaderWhoLeftIsReportedWithoutASignal() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let sink = FileSink(descriptor: ends[1])
    try sink.write("x")
    var fault: (any Error)?
    _ = BrokenPipe.withoutSignal {
      do { try sink.flush() } catch { fault = error }
      errno = (fault as? SinkError)?.code ?? 0
      return fault == nil ? 0 : -1
    }
    #expect((fault as? SinkError)?.code == EPIPE)
  }

  @Test func aTerminalHasItsWidth() throws {
    let leader = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(leader >= 0)
    defer { close(leader) }
    // TIOCSPTLCK and TIOCGPTN, whose definitions the importer cannot read: unlock the other end, ask for its number.
    var lock: Int32 = 0
    var number: UInt32 = 0
    try #require(ioctl(leader, 0x4004_5431, &lock) == 0 && ioctl(leader, 0x8004_5430, &number) == 0)
    let terminal = Glibc.open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(terminal >= 0)
    defer { close(terminal) }
    let sink = FileSink(descriptor: terminal)
    #expect(sink.isTerminal)
    // A terminal that does not know its size is taken for one of the usual size.
    #expect(sink.width == 80)
    var size = winsize(ws_row: 24, ws_col: 132, ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(leader, UInt(TIOCSWINSZ), &size) == 0)
    #expect(sink.width == 132)
  }
}
