// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

extension MasterKey {
  private static let header = "tenantctl-master-key 1\n"

  /// Reads the key from its file: a line that names the format, and 64 hexadecimal digits.
  ///
  /// - Parameter path: Path of the file, which nobody but its owner may read or write.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/masterKeyUnusable``; the message holds nothing of the content.
  package init(file path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      throw Self.unusable(
        path, "cannot be read: \(String(cString: strerror(errno)))",
        errno == ENOENT ? "'tenantctl init' makes it; name another with --master-key-file" : "check its permissions")
    }
    defer { close(descriptor) }
    // What is asked of is what is read, whatever the name stands for meanwhile.
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Self.unusable(path, "is not a file", "name the file that 'tenantctl init' made")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw Self.unusable(
        path, "may be read by others (mode \(String(status.st_mode & 0o777, radix: 8)))", "run 'chmod 600 \(path)'")
    }
    guard let key = Self.parse(BoundedRead.bytes(of: descriptor, atMost: 256)) else {
      throw Self.unusable(path, "is not a master key", "name the file that 'tenantctl init' made")
    }
    self = key
  }

  /// Makes a key and writes it to a new file of mode 0600, on the disk before this returns.
  ///
  /// - Parameter path: Path of the file.
  /// - Returns: The key.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileExists`` where something is there, or
  ///   ``TenantErrorCode/fileUnwritable``; then nothing is left behind.
  package static func create(file path: String) throws -> MasterKey {
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw TenantError(
        errno == EEXIST ? .fileExists : .fileUnwritable,
        "the master key '\(path)' cannot be written: \(String(cString: strerror(errno)))",
        hint: "name another file with --master-key-file", details: ["path": path])
    }
    let key = MasterKey()
    let text = Array((header + Hexadecimal.text(key.bytes) + "\n").utf8)
    let isWritten = write(descriptor, text, text.count) == text.count && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWritten else {
      unlink(path)
      throw TenantError(
        .fileUnwritable, "the master key '\(path)' cannot be written", hint: "check the space on its disk",
        details: ["path": path])
    }
    return key
  }

  /// Removes a file that ``create(file:)`` wrote.
  package static func remove(file path: String) {
    unlink(path)
  }

  private static func parse(_ content: [UInt8]) -> MasterKey? {
    let line = content.dropFirst(header.utf8.count)
    guard content.starts(with: header.utf8), line.count == 65, line.last == UInt8(ascii: "\n") else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in line.dropLast() {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return MasterKey(bytes: bytes)
  }

  private static func unusable(_ path: String, _ what: String, _ hint: String) -> TenantError {
    TenantError(.masterKeyUnusable, "the master key '\(path)' \(what)", hint: hint, details: ["path": path])
  }
}
