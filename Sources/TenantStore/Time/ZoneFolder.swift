// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TenantModel

/// The time zones of a machine, read from a folder of compiled zone files.
package struct ZoneFolder: Sendable {
  /// Where the files are unless the machine says otherwise.
  package static let usualPath = "/usr/share/zoneinfo"
  /// Far more than the greatest zone file takes.
  private static let maximumBytes = 1 << 20

  /// Path of the folder.
  package let path: String

  /// Creates a reader.
  ///
  /// - Parameter path: Path of the folder.
  package init(path: String = usualPath) {
    self.path = path
  }

  /// The zone with the given name; `UTC` needs no file.
  ///
  /// - Parameter name: IANA name, like `Europe/Berlin`.
  /// - Returns: The zone.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the machine knows no such zone, and with
  ///   ``TenantErrorCode/fileUnreadable`` where its file is damaged.
  package func zone(named name: String) throws -> TimeZoneData {
    if name == "UTC" { return .utc }
    guard Self.isValid(name) else { throw Self.unknown(name) }
    return try TimeZoneData(name: name, tzif: contents(of: name))
  }

  /// A name becomes part of a path: words of letters, digits, `_`, `+` and `-`, joined by `/`, so that it leads nowhere else.
  private static func isValid(_ name: String) -> Bool {
    guard (1...64).contains(name.utf8.count) else { return false }
    return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { word in
      guard let first = word.utf8.first, isLetter(first) else { return false }
      return word.utf8.allSatisfy { byte in
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || [UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-")].contains(byte)
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func contents(of name: String) throws -> [UInt8] {
    let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unknown(name) }
    defer { close(descriptor) }
    // A folder, like Europe, can be opened but is no regular file and cannot be read.
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.maximumBytes
    else { throw Self.unknown(name) }
    var contents: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 16_384)
    while contents.count <= Self.maximumBytes {
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw TenantError(
          .fileUnreadable, "cannot read the zone '\(name)': \(String(cString: strerror(errno)))",
          details: ["path": "\(path)/\(name)"])
      }
      contents.append(contentsOf: piece[..<count])
    }
    return contents
  }

  private static func unknown(_ name: String) -> TenantError {
    TenantError(
      .invalidValue, "'\(name.prefix(80))' is not a time zone that this machine knows",
      hint: "use an IANA name like Europe/Berlin; the names come with the system package tzdata",
      details: ["value": name])
  }
}
