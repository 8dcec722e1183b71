// SPDX-License-Identifier: Apache-2.0

package import FoundationEssentials
import TenantModel

/// The one JSON form of a value: keys ascending, no white space, so that equal values have equal bytes and digests.
package enum CanonicalJSON {
  /// An encoder for the canonical form; reuse it where many values are written.
  package static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  /// The canonical text of a value.
  ///
  /// - Parameters:
  ///   - value: What to write; a `String` is taken for a document that is canonical already.
  ///   - encoder: An encoder from ``encoder()``.
  /// - Returns: The text.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/internalFault`` where the value cannot be written as JSON.
  package static func text(of value: any Encodable, with encoder: JSONEncoder = encoder()) throws -> String {
    if let document = value as? String { return document }
    if let document = value as? JSONValue { return document.description }
    if let value = value as? any CanonicallyWritable { return value.canonicalJSON }
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw TenantError(.internalFault, "a \(type(of: value)) cannot be written as JSON: \(error)")
    }
  }

  /// Reads a value that ``text(of:with:)`` wrote.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeCorrupt`` where the text is not of the type.
  package static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      throw StoredValueFault.unreadable(text, as: "\(type)")
    }
  }
}
