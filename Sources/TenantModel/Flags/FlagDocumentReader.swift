// SPDX-License-Identifier: Apache-2.0

/// Reads the members of a document one by one, and refuses those that nobody asked for.
struct FlagDocumentReader {
  private var members: [String: JSONValue]
  private let place: String

  init(_ value: JSONValue, place: String) throws {
    guard let members = value.object else {
      throw TenantError(.invalidValue, "\(place) is not a JSON object", details: ["place": place])
    }
    self.members = members
    self.place = place
  }

  /// Takes a member out; `null` counts as missing.
  mutating func value(_ key: String) -> JSONValue? {
    members.removeValue(forKey: key).flatMap { $0 == .null ? nil : $0 }
  }

  mutating func optional<Value>(_ key: String, _ what: String, _ read: (JSONValue) throws -> Value?) throws -> Value? {
    guard let value = value(key) else { return nil }
    guard let result = try read(value) else { throw fault("'\(key)' is not \(what)", key: key) }
    return result
  }

  mutating func required<Value>(_ key: String, _ what: String, _ read: (JSONValue) throws -> Value?) throws -> Value {
    guard let result = try optional(key, what, read) else { throw fault("'\(key)' is missing", key: key) }
    return result
  }

  mutating func list<Value>(_ key: String, _ read: (JSONValue) throws -> Value?) throws -> [Value] {
    guard let elements = try optional(key, "an array", { $0.array }) else { return [] }
    return try elements.map { element in
      guard let result = try read(element) else { throw fault("'\(key)' has an element of the wrong type", key: key) }
      return result
    }
  }

  /// Ends the reading.
  func finish() throws {
    guard let extra = members.keys.min() else { return }
    throw fault("'\(extra)' is not known", key: extra)
  }

  private func fault(_ what: String, key: String) -> TenantError {
    TenantError(.invalidValue, "\(place): \(what)", details: ["place": place, "key": key])
  }
}
