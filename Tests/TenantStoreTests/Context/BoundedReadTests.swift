// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import TenantStore

@Suite struct BoundedReadTests {
  /// A signal that arrives while somebody waits for more is not the end of what is read.
  @Test func aSignalEndsNoReading() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    // Without a restart of what it interrupted.
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    try #require(sigaction(SIGUSR2, &action, nil) == 0)
    // Threads of a pool let no signal through.
    var (signals, before) = (sigset_t(), sigset_t())
    sigemptyset(&signals)
    sigaddset(&signals, SIGUSR2)
    pthread_sigmask(SIG_UNBLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let (reader, writer) = (pthread_self(), ends[1])
    let other = Writer(reader: reader, descriptor: writer)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let writer = Unmanaged<Writer>.fromOpaque(context).takeUnretainedValue()
        for _ in 0..<50 {
          usleep(1_000)
          pthread_kill(writer.reader, SIGUSR2)
        }
        _ = write(writer.descriptor, "abc", 3)
        close(writer.descriptor)
        return nil
      }, Unmanaged.passUnretained(other).toOpaque())
    #expect(BoundedRead.bytes(of: ends[0], atMost: 10) == Array("abc".utf8))
    pthread_join(thread, nil)
    close(ends[0])
  }

  @Test func neitherMoreThanAskedForNorThanThereIsIsRead() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    #expect(write(ends[1], "abcdef", 6) == 6)
    #expect(BoundedRead.bytes(of: ends[0], atMost: 0).isEmpty)
    #expect(BoundedRead.bytes(of: ends[0], atMost: 4) == Array("abcd".utf8))
    close(ends[1])
    #expect(BoundedRead.bytes(of: ends[0], atMost: 4) == Array("ef".utf8))
    close(ends[0])
    #expect(BoundedRead.bytes(of: -1, atMost: 4).isEmpty)
  }

  private final class Writer {
    let reader: pthread_t
    let descriptor: Int32

    init(reader: pthread_t, descriptor: Int32) {
      self.reader = reader
      self.descriptor = descriptor
    }
  }
}
