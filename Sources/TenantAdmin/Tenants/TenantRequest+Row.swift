// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// What applies to rows that do not say it themselves.
package struct TenantDefaults: Codable, Equatable, Sendable {
  package var tier: Slug?
  package var region: Region?

  /// Creates defaults.
  package init(tier: Slug? = nil, region: Region? = nil) {
    self.tier = tier
    self.region = region
  }
}

extension TenantRequest {
  static let knownColumns =
    "slug, name, tier, region, allowed_regions, contact, time_zone, billing_day, pool, label.KEY and external.KIND"
  static let knownKeys =
    "slug, name, tier, homeRegion, allowedRegions, contact, timeZone, billingAnchorDay, pool, labels and externalIds"

  private static let attributes: [String: String] = [
    "slug": "slug", "name": "name", "tier": "tier", "region": "homeRegion", "homeRegion": "homeRegion",
    "allowed_regions": "allowedRegions", "allowedRegions": "allowedRegions", "contact": "contact",
    "time_zone": "timeZone", "timeZone": "timeZone", "billing_day": "billingAnchorDay",
    "billingAnchorDay": "billingAnchorDay", "pool": "pool",
  ]

  /// The attribute that a column or key stands for, or `nil`.
  static func attribute(named name: String) -> String? {
    if let attribute = attributes[name] { return attribute }
    if name.hasPrefix("label.") { return "labels." + name.dropFirst(6) }
    if name.hasPrefix("external.") { return "externalIds." + name.dropFirst(9) }
    return nil
  }

  /// Reads a row.
  ///
  /// - Parameters:
  ///   - row: What the file says.
  ///   - defaults: What applies where it says nothing.
  /// - Throws: `TenantError` with `invalid_row` naming the first value that breaks a rule.
  init(_ row: TenantRow, defaults: TenantDefaults) throws {
    let fields = RowFields(row: row)
    self.init(
      slug: try fields.required("slug", Slug.init(parsing:), otherwise: nil),
      tier: try fields.required("tier", Slug.init(parsing:), otherwise: defaults.tier),
      homeRegion: try fields.required("homeRegion", Region.init(parsing:), otherwise: defaults.region))
    name = try fields.optional("name") { $0 }
    contact = try fields.optional("contact") { $0 }
    timeZone = try fields.optional("timeZone") { $0 }
    pool = try fields.optional("pool", Slug.init(parsing:))
    billingAnchorDay = try fields.optional("billingAnchorDay") { text in
      guard let day = Int(text), (1...31).contains(day) else {
        throw TenantError(.invalidValue, "'\(text.prefix(80))' is not a billing day", hint: "use 1 to 31")
      }
      return day
    }
    allowedRegions = try fields.list("allowedRegions", Region.init(parsing:))
    for attribute in row.values.keys {
      if attribute.hasPrefix("labels.") {
        labels[String(attribute.dropFirst(7))] = try fields.optional(attribute) { $0 }
      } else if attribute.hasPrefix("externalIds.") {
        externalIDs[String(attribute.dropFirst(12))] = try fields.optional(attribute) { $0 }
      }
    }
  }
}

/// Reads the values of a row, naming the place of one that breaks a rule.
private struct RowFields {
  let row: TenantRow

  func required<Value>(_ attribute: String, _ read: (String) throws -> Value, otherwise: Value?) throws -> Value {
    if let value = try optional(attribute, read) ?? otherwise { return value }
    throw row.place(of: attribute).fault("missing")
  }

  func optional<Value>(_ attribute: String, _ read: (String) throws -> Value) throws -> Value? {
    guard let value = row.values[attribute] else { return nil }
    return try located(attribute) {
      guard let text = value.string ?? value.number else {
        throw TenantError(.invalidValue, "'\(value)' is not a text")
      }
      return try read(text)
    }
  }

  func list<Value>(_ attribute: String, _ read: (String) throws -> Value) throws -> [Value] {
    guard let value = row.values[attribute] else { return [] }
    return try located(attribute) {
      if let text = value.string { return try text.split(separator: ";").map { try read(String($0)) } }
      guard let elements = value.array else { throw TenantError(.invalidValue, "'\(value)' is not a list") }
      return try elements.map { element in
        guard let text = element.string else { throw TenantError(.invalidValue, "'\(element)' is not a text") }
        return try read(text)
      }
    }
  }

  private func located<Value>(_ attribute: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let fault as TenantError {
      throw row.place(of: attribute).fault(fault)
    }
  }
}
