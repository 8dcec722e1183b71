// SPDX-License-Identifier: Apache-2.0

extension CostRule {
  /// What the rule says, as it is stored, journalled and hashed; without times and version.
  public var document: JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(name.rawValue),
      "priority": JSONValue(priority),
      "match": .array(conditions.map { .string($0.description) }),
      "method": .string(method.name.rawValue),
    ]
    switch method {
    case .direct(let owner, let field):
      members["owner"] = .string(owner.description)
      members["field"] = .string(field.description)
    case .proportional(let meter, let window, let capacity):
      members["meter"] = .string(meter.rawValue)
      members["usagePeriod"] = .string(window.description)
      members["capacity"] = capacity.map { JSONValue($0) }
    case .even(let weight):
      members["by"] = .string(weight.rawValue)
    case .fixed(let shares):
      members["shares"] = .object(
        Dictionary(uniqueKeysWithValues: shares.map { ($0.key.rawValue, JSONValue($0.value)) }))
    }
    return .object(members)
  }

  /// Reads a rule back from its ``document``.
  ///
  /// - Parameters:
  ///   - document: What the rule says.
  ///   - createdAt: When the rule was created.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where a member is missing or wrong.
  public init(document: JSONValue, createdAt: Timestamp) throws {
    let reader = RuleDocumentReader(document: document)
    self.init(
      name: try Slug(parsing: reader.text("name")),
      priority: try reader.integer("priority"),
      conditions: try reader.texts("match").map { try LineCondition(parsing: $0) },
      method: try reader.method(),
      createdAt: createdAt)
    try method.validate()
  }
}

private struct RuleDocumentReader {
  let document: JSONValue

  func method() throws -> CostMethod {
    switch CostMethod.Name(rawValue: try text("method")) {
    case .direct:
      .direct(owner: try OwnerKey(parsing: text("owner")), field: try LineField(parsing: text("field")))
    case .proportional:
      .proportional(
        meter: try MeterName(parsing: text("meter")),
        // A rule that was stored without one counts what it always counted.
        window: try document["usagePeriod"] == nil ? .billing : CostUsageWindow(parsing: text("usagePeriod")),
        capacity: try document["capacity"] == nil ? nil : integer("capacity"))
    case .even:
      .even(try required("by", CostMethod.EvenWeight(rawValue: text("by"))))
    case .fixed:
      .fixed(try shares())
    case nil:
      throw fault("method")
    }
  }

  func shares() throws -> [TenantID: UInt64] {
    let members = try required("shares", document["shares"]?.object)
    return try members.reduce(into: [:]) { shares, member in
      shares[try TenantID(parsing: member.key)] = try required("shares", member.value.number.flatMap(UInt64.init))
    }
  }

  func text(_ name: String) throws -> String {
    try required(name, document[name]?.string)
  }

  func texts(_ name: String) throws -> [String] {
    try required(name, document[name]?.array).map { try required(name, $0.string) }
  }

  func integer<Number: FixedWidthInteger>(_ name: String) throws -> Number {
    try required(name, document[name]?.number.flatMap { Number($0) })
  }

  private func required<Value>(_ name: String, _ value: Value?) throws -> Value {
    guard let value else { throw fault(name) }
    return value
  }

  private func fault(_ name: String) -> TenantError {
    TenantError(
      .invalidValue, "the cost rule has no valid '\(name)'",
      hint: "write the rule again with 'tenantctl cost rule set'",
      details: ["member": name])
  }
}

extension CostRule: Codable {
  private enum CodingKeys: CodingKey {
    case document, createdAt, updatedAt, version
  }

  /// Decodes a rule from its document and its history.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` where the document is no rule.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      document: container.decode(JSONValue.self, forKey: .document),
      createdAt: container.decode(Timestamp.self, forKey: .createdAt))
    updatedAt = try container.decode(Timestamp.self, forKey: .updatedAt)
    version = try container.decode(Int64.self, forKey: .version)
  }

  /// Encodes the rule as its document and its history.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(document, forKey: .document)
    try container.encode(createdAt, forKey: .createdAt)
    try container.encode(updatedAt, forKey: .updatedAt)
    try container.encode(version, forKey: .version)
  }
}
