// SPDX-License-Identifier: Apache-2.0

extension EventEnvelope {
  /// Reads a CloudEvents 1.0 event in the JSON format, strictly: an attribute that is not known is refused, and so are one
  /// that stands twice and one of another type.
  ///
  /// - Parameter document: The event; at most ``maximumDocumentBytes``.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, naming the attribute that is wrong.
  public init(cloudEvent document: String) throws {
    guard document.utf8.count <= Self.maximumDocumentBytes else {
      throw TenantError(
        .invalidValue, "the event is longer than \(Self.maximumDocumentBytes) bytes", hint: "refer to large data")
    }
    var members = try CloudEventMembers(document)
    guard try members.take("specversion") == "1.0" else {
      throw Self.fault("specversion", "events of CloudEvents 1.0 are read")
    }
    id = try members.parsed("id")
    source = try members.required("source")
    type = try members.parsed("type")
    subject = try members.parsed("subject")
    time = try members.naming("time", members.required("time")) { try Timestamp(parsing: $0) }
    contentType = try members.take("datacontenttype")
    schema = try members.take("dataschema")
    key = try members.take("partitionkey").map { try members.naming("partitionkey", $0) { try EventKey(parsing: $0) } }
    cause = try members.take("cause").map { try members.naming("cause", $0) { try ContextTransaction(parsing: $0) } }
    hints.tenant = try members.take("tenantref").map {
      try members.naming("tenantref", $0) { try TenantID(parsing: $0) }
    }
    hints.incarnation = try members.takeNumber("tenantinc")
    hints.placementEpoch = try members.takeNumber("tenantepoch")
    data = try members.takeData(contentType)
    try members.requireNoOthers()
    try validate()
  }

  /// The event as CloudEvents 1.0 in the JSON format, keys ascending.
  ///
  /// Data that claim to be JSON and are not are written as base64, so that writing never fails and reading gives the bytes
  /// back; of JSON, the value comes back, not its white space.
  public var cloudEvent: JSONValue {
    var members: [String: JSONValue] = [
      "specversion": .string("1.0"), "id": .string(id.rawValue), "source": .string(source),
      "type": .string(type.rawValue), "subject": .string(subject.rawValue), "time": .string(time.description),
    ]
    members["datacontenttype"] = contentType.map(JSONValue.string)
    members["dataschema"] = schema.map(JSONValue.string)
    members["partitionkey"] = key.map { .string($0.rawValue) }
    members["cause"] = cause.map { .string($0.rawValue) }
    members["tenantref"] = hints.tenant.map { .string($0.rawValue) }
    members["tenantinc"] = hints.incarnation.map { JSONValue($0) }
    members["tenantepoch"] = hints.placementEpoch.map { JSONValue($0) }
    if Self.isJSON(contentType), let value = Self.json(data) {
      members["data"] = value
    } else if !data.isEmpty {
      members["data_base64"] = .string(PaddedBase64.text(data))
    }
    return .object(members)
  }

  private static func json(_ data: [UInt8]) -> JSONValue? {
    guard let text = String(validating: data, as: UTF8.self) else { return nil }
    return try? JSONValue(parsing: text)
  }

  /// Whether data of a content type are JSON.
  static func isJSON(_ contentType: String?) -> Bool {
    guard let contentType else { return true }
    let name = contentType.prefix { $0 != ";" && $0 != " " }.lowercased()
    return name == "application/json" || name.hasSuffix("+json")
  }
}

/// The attributes of an event that are not read yet.
private struct CloudEventMembers {
  private var members: [String: JSONValue]

  init(_ document: String) throws {
    guard let members = try JSONValue(parsing: document).object else {
      throw TenantError(.invalidValue, "an event is a JSON object", hint: "write it as CloudEvents 1.0 has it")
    }
    self.members = members
  }

  /// A text; `nil` where it is not there.
  mutating func take(_ name: String) throws -> String? {
    guard let member = members.removeValue(forKey: name) else { return nil }
    guard let text = member.string else { throw EventEnvelope.fault(name, "it is a text") }
    return text
  }

  mutating func required(_ name: String) throws -> String {
    guard let text = try take(name) else { throw EventEnvelope.fault(name, "it is missing") }
    return text
  }

  mutating func parsed<Value: ParsedText>(_ name: String) throws -> Value {
    try naming(name, required(name)) { try Value(parsing: $0) }
  }

  /// A whole number from 1 on.
  mutating func takeNumber(_ name: String) throws -> Int64? {
    guard let member = members.removeValue(forKey: name) else { return nil }
    // Digits only: what another reader might round is no number of an epoch.
    guard let text = member.number, text.utf8.allSatisfy(ContextText.isDigit), let number = Int64(text), number > 0
    else { throw EventEnvelope.fault(name, "it is a whole number, 1 or more") }
    return number
  }

  mutating func takeData(_ contentType: String?) throws -> [UInt8] {
    let value = members.removeValue(forKey: "data")
    let base64 = try take("data_base64")
    switch (value, base64) {
    case (nil, nil): return []
    case (nil, let base64?):
      guard let bytes = PaddedBase64.bytes(base64) else { throw EventEnvelope.fault("data_base64", "it is base64") }
      return bytes
    case (let value?, nil):
      if EventEnvelope.isJSON(contentType) { return Array(value.description.utf8) }
      guard let text = value.string else { throw EventEnvelope.fault("data", "it is a text unless it is JSON") }
      return Array(text.utf8)
    default: throw EventEnvelope.fault("data_base64", "it excludes 'data'")
    }
  }

  func requireNoOthers() throws {
    guard let name = members.keys.min() else { return }
    throw EventEnvelope.fault(name, "it is not known; leave it out")
  }

  func naming<Value>(_ name: String, _ text: String, _ read: (String) throws -> Value) throws -> Value {
    do {
      return try read(text)
    } catch let fault as TenantError {
      // The message would repeat what was sent.
      throw EventEnvelope.fault(name, fault.hint)
    }
  }
}

/// Base64 with padding (RFC 4648, section 4), where every sequence of bytes has one spelling.
enum PaddedBase64 {
  static func text(_ bytes: [UInt8]) -> String {
    var text = Base64URL.text(bytes).utf8.map { byte in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "+")
      case UInt8(ascii: "_"): UInt8(ascii: "/")
      default: byte
      }
    }
    while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
    return String(decoding: text, as: UTF8.self)
  }

  static func bytes(_ text: String) -> [UInt8]? {
    guard text.utf8.count % 4 == 0 else { return nil }
    var digits = Array(text.utf8)
    for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
    guard !digits.contains(UInt8(ascii: "-")), !digits.contains(UInt8(ascii: "_")) else { return nil }
    return Base64URL.bytes(
      digits.map { byte in
        switch byte {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: byte
        }
      })
  }
}
