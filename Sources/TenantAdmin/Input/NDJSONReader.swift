// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// The values of an input that holds one JSON value a line; blank lines are skipped.
package final class NDJSONReader {
  private let lines: LineReader

  /// Creates a reader.
  ///
  /// - Parameter lines: The lines of the input.
  package init(_ lines: LineReader) {
    self.lines = lines
  }

  /// Creates a reader.
  ///
  /// - Parameter source: The input.
  /// - Throws: `TenantError` where the input cannot be read.
  package convenience init(_ source: ByteSource) throws {
    self.init(try LineReader(source))
  }

  /// Where the value given last stands.
  package var place: InputPlace { lines.place }

  /// Reads the next value; after a line that is no JSON the reader stands behind it and can go on.
  ///
  /// - Returns: The value, or `nil` at the end.
  /// - Throws: `TenantError` with `invalid_row` where the line is not exactly one JSON value.
  package func next() throws -> JSONValue? {
    while true {
      let line = try lines.withNextLine { bytes in
        bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? [] : Array(bytes)
      }
      guard let line else { return nil }
      if line.isEmpty { continue }
      do {
        return try JSONValue(utf8: line)
      } catch let error as TenantError {
        throw place.fault(error)
      }
    }
  }
}
