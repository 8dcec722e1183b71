// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where text goes.
package protocol TextSink: AnyObject {
  /// Takes text, perhaps without passing it on yet.
  func write(_ text: String) throws
  /// Passes everything on.
  func flush() throws
  /// Whether a person is reading.
  var isTerminal: Bool { get }
  /// Columns of the terminal, where it is one.
  var width: Int? { get }
}

/// Text cannot be delivered.
package struct SinkError: Error, CustomStringConvertible {
  /// The system's error number.
  package let code: Int32
  /// The system's sentence.
  package var description: String { String(cString: strerror(code)) }
}

/// A file descriptor; text is collected to blocks.
package final class FileSink: TextSink {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let blockSize = 65_536

  /// Whether a person is reading.
  package let isTerminal: Bool

  /// Creates a sink over an open descriptor, which stays the caller's.
  package init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  deinit {
    try? flush()
  }

  package var width: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  package func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    // Standard error shows messages in the order of events.
    if buffer.count >= Self.blockSize || descriptor == STDERR_FILENO { try flush() }
  }

  package func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    var offset = 0
    while offset < buffer.count {
      let count = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      if count < 0 {
        let code = errno
        if code == EINTR { continue }
        if code == EAGAIN {
          // Whoever shares the descriptor with us may have set it not to wait.
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
          continue
        }
        throw SinkError(code: code)
      }
      offset += count
    }
  }
}

/// Keeps the text, for tests and for what is rendered before it is written.
package final class StringSink: TextSink {
  /// Everything written so far.
  package private(set) var text = ""
  /// What the sink pretends to be.
  package let isTerminal: Bool
  /// What the sink pretends to have.
  package let width: Int?

  /// Creates a sink; it is a terminal where it has a width.
  package init(width: Int? = nil) {
    self.width = width
    isTerminal = width != nil
  }

  package func write(_ text: String) { self.text += text }
  package func flush() {}
}
