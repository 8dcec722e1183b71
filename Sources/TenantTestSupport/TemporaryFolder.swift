// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A folder that is gone with everything in it when the last reference to it goes.
package final class TemporaryFolder {
  /// Absolute path of the folder.
  package let path: String

  /// Creates an empty folder under the system's place for temporary files.
  ///
  /// - Throws: ``TestSupportFault`` where it cannot be created.
  package init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/tenantctl-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestSupportFault("no temporary folder: errno \(errno)") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    Self.remove(path)
  }

  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name != ".", name != ".." else { continue }
        if entry.pointee.d_type == UInt8(DT_DIR) { remove("\(path)/\(name)") } else { unlink("\(path)/\(name)") }
      }
      closedir(folder)
    }
    rmdir(path)
  }

  /// The path of a file in the folder.
  package func file(_ name: String) -> String {
    "\(path)/\(name)"
  }

  /// Writes a file in the folder and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file in the folder and returns its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    let path = file(name)
    guard let stream = fopen(path, "w") else { throw TestSupportFault("cannot write \(path): errno \(errno)") }
    defer { fclose(stream) }
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else { throw TestSupportFault("cannot write \(path)") }
    return path
  }

  /// Removes a file, if it is there.
  package func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw TestSupportFault("cannot remove \(path): errno \(errno)") }
  }

  /// The names in the folder.
  package func names() throws -> [String] {
    guard let folder = opendir(path) else { throw TestSupportFault("cannot read \(path): errno \(errno)") }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names
  }

  /// Reads a file in the folder.
  package func read(_ name: String) throws -> String {
    try String(decoding: FileContents.read(file(name)), as: UTF8.self)
  }
}

/// Whole files as bytes.
package enum FileContents {
  /// Reads a file.
  package static func read(_ path: String) throws -> [UInt8] {
    guard let stream = fopen(path, "r") else { throw TestSupportFault("cannot read \(path): errno \(errno)") }
    defer { fclose(stream) }
    var contents: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, stream)
      if count == 0 { return contents }
      contents.append(contentsOf: chunk[..<count])
    }
  }
}

/// Something that keeps a test from being set up.
package struct TestSupportFault: Error, CustomStringConvertible {
  /// What went wrong.
  package let description: String

  /// Creates a fault.
  package init(_ description: String) {
    self.description = description
  }
}

/// Questions about files.
package enum FileCheck {
  /// Whether there is something at a path.
  package static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// The permission bits of a file.
  package static func mode(_ path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  /// The size of a file in bytes.
  package static func size(_ path: String) -> Int64? {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : nil
  }
}
