// SPDX-License-Identifier: Apache-2.0

/// Usage reported as CloudEvents 1.0 in the JSON format.
public enum CloudEvent {
  /// Reads one event of usage.
  ///
  /// The tenant is the extension attribute `tenantref`, else `subject`. What is counted is `data.quantities`, an object of meters and
  /// quantities; else `data.quantity` or `data.value`, by default 1, of `data.meter`, by default `type`. The extension attribute
  /// `reverses` makes the event take back the one of that id, and leaves no room for quantities. Quantities are whole numbers, or strings of
  /// digits for readers that lose digits. The attribute `time` is required: a default would make a repeated event contradict itself.
  ///
  /// - Parameter value: The event.
  /// - Returns: The event of usage.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` naming the attribute that is wrong.
  public static func usage(_ value: JSONValue) throws -> UsageEvent {
    guard let event = value.object else { throw fault("a CloudEvent is a JSON object") }
    guard event["specversion"]?.string == "1.0" else {
      throw fault("attribute 'specversion' is not '1.0'", hint: "one CloudEvents 1.0 event a line is expected")
    }
    let id = try text(event, "id")
    let source = try text(event, "source")
    let type = try text(event, "type")
    let time = try naming("time") { try Timestamp(parsing: text(event, "time")) }
    let tenant =
      event["tenantref"] == nil ? try text(event, "subject", orElse: "tenantref") : try text(event, "tenantref")
    let data = try self.data(event)
    if event["reverses"] != nil {
      guard data["quantities"] == nil, data["quantity"] == nil, data["value"] == nil else {
        throw fault(
          "a reversal cannot carry quantities", hint: "it takes back exactly what the event it names has counted")
      }
      return try UsageEvent(tenant: tenant, source: source, id: id, reversing: text(event, "reverses"), time: time)
    }
    return try UsageEvent(
      tenant: tenant, source: source, id: id, time: time, quantities: quantities(data, type: type))
  }

  /// Writes a counted event so that ``usage(_:)`` reads it back.
  ///
  /// - Parameters:
  ///   - key: The event's name.
  ///   - payload: What it says.
  ///   - tenant: Whose event it is: the id, or the slug where another store is to read it.
  /// - Returns: The event as a JSON object.
  public static func json(_ key: UsageEventKey, _ payload: UsagePayload, tenant: String) -> JSONValue {
    var event: [String: JSONValue] = [
      "specversion": .string("1.0"), "id": .string(key.id), "source": .string(key.source),
      "type": .string(payload.reverses == nil ? "tenantctl.usage" : "tenantctl.reversal"),
      "time": .string(payload.time.description), "tenantref": .string(tenant),
    ]
    if let reverses = payload.reverses {
      event["reverses"] = .string(reverses)
    } else {
      let quantities = payload.quantities.map { ($0.meter.rawValue, JSONValue($0.amount)) }
      event["data"] = .object(["quantities": .object(Dictionary(uniqueKeysWithValues: quantities))])
    }
    return .object(event)
  }

  private static func data(_ event: [String: JSONValue]) throws -> [String: JSONValue] {
    if event["data_base64"] != nil { throw fault("attribute 'data_base64' holds no usage", hint: "use 'data'") }
    switch event["data"] {
    case nil, .null?: return [:]
    case .object(let members)?: return members
    default: throw fault("attribute 'data' is not a JSON object")
    }
  }

  private static func quantities(_ data: [String: JSONValue], type: String) throws -> [UsageQuantity] {
    // Taken for a use, a reversal would count the opposite of what was meant.
    if data["reverses"] != nil {
      throw fault(
        "'data.reverses' reverses nothing", hint: "'reverses' stands beside 'data', as an attribute of the event")
    }
    if let several = data["quantities"] {
      for other in ["meter", "quantity", "value"] where data[other] != nil {
        throw fault("'data.quantities' and 'data.\(other)' exclude each other")
      }
      guard let members = several.object else {
        throw fault("'data.quantities' is not an object", hint: "write it like {\"http.requests\": 1}")
      }
      return try members.map { name, value in
        try UsageQuantity(
          meter: naming("data.quantities") { try MeterName(parsing: name) },
          amount: naming("data.quantities.\(name)") { try amount(value) })
      }
    }
    if data["quantity"] != nil, data["value"] != nil {
      throw fault("'data.quantity' and 'data.value' exclude each other")
    }
    let meter =
      data["meter"] == nil
      ? try naming("type") { try MeterName(parsing: type) }
      : try naming("data.meter") { try MeterName(parsing: text(data, "meter")) }
    let value = data["quantity"] ?? data["value"]
    return [
      UsageQuantity(meter: meter, amount: try value.map { value in try naming("data") { try amount(value) } } ?? 1)
    ]
  }

  private static func amount(_ value: JSONValue) throws -> Int64 {
    guard let text = value.number ?? value.string else { throw UsageQuantity.notAnAmount(value.description) }
    return try UsageQuantity.amount(parsing: text)
  }

  private static func text(
    _ members: [String: JSONValue], _ name: String, orElse alternative: String? = nil
  ) throws -> String {
    guard let member = members[name] else {
      let names = alternative.map { "'\($0)' or '\(name)'" } ?? "'\(name)'"
      throw fault("attribute \(names) is missing")
    }
    guard let text = member.string, !text.isEmpty else { throw fault("attribute '\(name)' is not a text") }
    return text
  }

  private static func naming<Value>(_ attribute: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as TenantError where error.details["attribute"] == nil {
      var details = error.details
      details["attribute"] = attribute
      throw TenantError(
        .invalidValue, "'\(attribute.prefix(80))': \(error.message)", hint: error.hint, details: details)
    }
  }

  private static func fault(_ message: String, hint: String? = nil) -> TenantError {
    TenantError(.invalidValue, message, hint: hint, details: ["attribute": ""])
  }
}
