// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantStore

/// A file that appears under its name only when it is complete and on the disk, readable by its owner only unless asked.
package final class NewFile {
  private let path: String
  private let partial: String
  private let stream: UnsafeMutablePointer<FILE>
  private var isOpen = true
  /// Bytes written so far.
  package private(set) var size: Int64 = 0

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - path: Its path.
  ///   - replacing: Whether an existing file is replaced.
  ///   - store: Path of the store that is open, which is never replaced.
  ///   - mode: Its permissions, of which the process's mask takes away.
  /// - Throws: `TenantError` with `file.exists` or `file.unwritable`.
  package init(_ path: String, replacing: Bool, store: String? = nil, mode: UInt32 = 0o600) throws {
    try OutputPath.requireFree(path, replacing: replacing, store: store)
    self.path = path
    partial = path + ".partial"
    unlink(partial)
    let descriptor = open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode)
    guard descriptor >= 0, let stream = fdopen(descriptor, "w") else { throw Self.unwritable(path) }
    self.stream = stream
  }

  deinit {
    guard isOpen else { return }
    fclose(stream)
    unlink(partial)
  }

  /// Adds bytes.
  ///
  /// - Parameter bytes: The bytes.
  /// - Throws: `TenantError` with `file.unwritable`.
  package func write(_ bytes: [UInt8]) throws {
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else { throw Self.unwritable(path) }
    size += Int64(bytes.count)
  }

  /// Adds a text.
  ///
  /// - Parameter text: The text.
  /// - Throws: `TenantError` with `file.unwritable`.
  package func write(_ text: String) throws {
    try write(Array(text.utf8))
  }

  /// Brings the file to the disk and gives it its name.
  ///
  /// - Throws: `TenantError` with `file.unwritable`; the file is gone then.
  package func publish() throws {
    guard fflush(stream) == 0, fsync(fileno(stream)) == 0 else { throw Self.unwritable(path) }
    isOpen = false
    fclose(stream)
    guard rename(partial, path) == 0 else {
      let fault = Self.unwritable(path)
      unlink(partial)
      throw fault
    }
  }

  private static func unwritable(_ path: String) -> TenantError {
    TenantError(
      .fileUnwritable, "'\(path)' cannot be written: \(String(cString: strerror(errno)))",
      hint: "check that its folder exists, can be written and has space", details: ["path": path])
  }
}
