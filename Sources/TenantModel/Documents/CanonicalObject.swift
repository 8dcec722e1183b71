// SPDX-License-Identifier: Apache-2.0

/// A value that can write its canonical JSON itself.
///
/// The text must be the one that its `Encodable` conformance yields with sorted keys; this is for values that are written by
/// the ten thousand, where a general encoder takes longer than all else.
public protocol CanonicallyWritable: Encodable, Sendable {
  /// The canonical JSON: keys ascending, no white space, nothing for what is `nil`.
  var canonicalJSON: String { get }
}

/// Writes one JSON object whose members are given in the order of their keys.
struct CanonicalObject {
  private var text: String

  init() {
    text = "{"
    // As long as most records, so that the text is not moved again and again.
    text.reserveCapacity(640)
  }

  private mutating func begin(_ key: String) {
    text += text.utf8.count > 1 ? ",\"" : "\""
    text += key
    text += "\":"
  }

  mutating func add(_ key: String, _ value: String?) {
    guard let value else { return }
    begin(key)
    JSONValue.writeQuoted(value, to: &text)
  }

  mutating func add(_ key: String, _ value: Int64) {
    begin(key)
    text += String(value)
  }

  mutating func add(_ key: String, _ values: [String]) {
    begin(key)
    text += "["
    for (index, value) in values.enumerated() {
      if index > 0 { text += "," }
      JSONValue.writeQuoted(value, to: &text)
    }
    text += "]"
  }

  mutating func add(_ key: String, _ members: [String: String]) {
    begin(key)
    JSONValue.object(members.mapValues(JSONValue.string)).write(to: &text)
  }

  /// The finished object.
  var closed: String { text + "}" }
}
