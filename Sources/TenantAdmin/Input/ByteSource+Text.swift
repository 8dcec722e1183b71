// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension ByteSource {
  /// Reads everything that is left as one text.
  ///
  /// - Parameter limit: Greatest size in bytes.
  /// - Returns: The text.
  /// - Throws: `TenantError` with `invalid_row` where it is larger or not valid UTF-8.
  package func readText(limit: Int = 256 << 20) throws -> String {
    var contents: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try piece.withUnsafeMutableBytes { try read(into: $0) }
      if count == 0 { break }
      contents.append(contentsOf: piece[..<count])
      guard contents.count <= limit else {
        throw InputPlace(source: name, line: 1).fault("larger than \(limit) bytes")
      }
    }
    guard let text = String(validating: contents, as: UTF8.self) else {
      throw InputPlace(source: name, line: 1).fault("not valid UTF-8")
    }
    return text
  }
}
