// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// The bytes of a file or of standard input, read front to back in pieces.
///
/// A source is used by one reader on one thread.
package final class ByteSource {
  /// The file's path, or `standard input`.
  package let name: String
  /// Size in bytes where it is known beforehand: of a regular file, not of a pipe.
  package let size: Int64?
  /// Bytes handed out so far; with ``size`` this is the progress.
  package private(set) var bytesRead: Int64 = 0
  /// Sees every piece as it is read, for a digest of the whole input.
  package var observer: ((UnsafeRawBufferPointer) -> Void)?

  private let readPiece: (UnsafeMutableRawBufferPointer) throws -> Int
  private let close: () -> Void

  /// Opens a file; `-` is standard input.
  ///
  /// - Parameter path: Path of the file, or `-`.
  /// - Throws: ``TenantError`` with `file.unreadable` and the system's reason.
  package convenience init(path: String) throws {
    if path == "-" {
      self.init(name: "standard input", descriptor: STDIN_FILENO, owned: false)
      return
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(path, errno) }
    self.init(name: path, descriptor: descriptor, owned: true)
  }

  /// Creates a source over any function that fills a buffer and returns how many bytes it wrote, 0 at the end.
  package init(
    name: String, size: Int64? = nil, close: @escaping () -> Void = {},
    read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) {
    self.name = name
    self.size = size
    self.close = close
    readPiece = read
  }

  private convenience init(name: String, descriptor: Int32, owned: Bool) {
    var status = stat()
    let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    self.init(
      name: name, size: isRegular ? Int64(status.st_size) : nil,
      close: { if owned { _ = Glibc.close(descriptor) } },
      read: { buffer in
        while true {
          let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
          if count >= 0 { return count }
          if errno != EINTR { throw Self.unreadable(name, errno) }
        }
      })
  }

  deinit { close() }

  /// Reads the next piece.
  ///
  /// - Parameter buffer: Where to, not empty.
  /// - Returns: How many bytes were read; 0 at the end, for ever.
  /// - Throws: ``TenantError`` with `file.unreadable` and the system's reason.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try readPiece(buffer)
    bytesRead += Int64(count)
    if count > 0 { observer?(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    return count
  }

  private static func unreadable(_ path: String, _ code: Int32) -> TenantError {
    let reason = String(cString: strerror(code))
    return TenantError(
      .fileUnreadable, "cannot read '\(path)': \(reason.prefix(1).lowercased() + reason.dropFirst())",
      hint: code == ENOENT ? "check the path; '-' reads standard input" : nil, details: ["path": path])
  }
}
