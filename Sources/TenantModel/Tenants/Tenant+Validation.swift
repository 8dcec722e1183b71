// SPDX-License-Identifier: Apache-2.0

extension Tenant {
  /// Checks the rules that a single record must keep, whoever wrote it.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, naming the first value that breaks a rule.
  public func validate() throws {
    try Self.validate(name: name)
    guard !allowedRegions.isEmpty else {
      throw TenantError(
        .invalidValue, "tenant '\(slug)' has no allowed region", hint: "name at least one; there is no default region")
    }
    guard allowedRegions.contains(homeRegion) else {
      throw TenantError(
        .invalidValue, "home region '\(homeRegion)' is not one of the allowed regions",
        hint: "allowed are \(allowedRegions.map(\.rawValue).joined(separator: ", "))",
        details: ["value": homeRegion.rawValue])
    }
    for (key, value) in labels { try Self.validateLabel(key: key, value: value) }
    guard labels.count <= 64 else { throw TenantError(.invalidValue, "a tenant has at most 64 labels") }
    for (kind, value) in externalIDs { try ExternalID.validate(kind: kind, value: value) }
    if let contact {
      guard (1...200).contains(contact.count), !contact.unicodeScalars.contains(where: Self.isControl) else {
        throw TenantError(
          .invalidValue, "'\(contact.prefix(80))' is not a valid contact", hint: "use 1 to 200 printable characters")
      }
    }
    guard (1...31).contains(billingAnchorDay) else {
      throw TenantError(
        .invalidValue, "'\(billingAnchorDay)' is not a billing day", hint: "use 1 to 31",
        details: ["value": String(billingAnchorDay)])
    }
  }

  private static func validate(name: String) throws {
    guard (1...200).contains(name.count), !name.unicodeScalars.contains(where: isControl) else {
      throw TenantError(
        .invalidValue, "'\(name.prefix(80))' is not a valid display name", hint: "use 1 to 200 printable characters",
        details: ["value": name])
    }
  }

  static func validateLabel(key: String, value: String) throws {
    guard KeyName.isValid(key) else {
      throw TenantError(
        .invalidValue, "'\(key.prefix(80))' is not a valid label key",
        hint: "use 1 to 40 characters a-z, 0-9 and '-', starting with a letter", details: ["value": key])
    }
    guard value.count <= 200, !value.unicodeScalars.contains(where: isControl) else {
      throw TenantError(
        .invalidValue, "'\(value.prefix(80))' is not a valid label value",
        hint: "use at most 200 printable characters", details: ["value": value])
    }
  }

  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension Tier {
  /// Checks the rules that a tier must keep.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, naming the first value that breaks a rule.
  public func validate() throws {
    guard (1...1_000_000).contains(weight) else {
      throw TenantError(
        .invalidValue, "'\(weight)' is not a weight", hint: "use 1 to 1000000 capacity units",
        details: ["value": String(weight)])
    }
    for entitlement in entitlements where !KeyName.isValid(entitlement) {
      throw TenantError(
        .invalidValue, "'\(entitlement.prefix(80))' is not a valid entitlement",
        hint: "use 1 to 40 characters a-z, 0-9 and '-', starting with a letter", details: ["value": entitlement])
    }
    if let shadow {
      guard shadow.as != name else {
        throw TenantError(
          .invalidValue, "tier '\(name)' cannot be its own shadow", hint: "name another tier",
          details: ["value": name.rawValue])
      }
      guard (1...100).contains(shadow.share) else {
        throw TenantError(
          .invalidValue, "'\(shadow.share)' is not a share of the tenants", hint: "use 1% to 100%",
          details: ["value": String(shadow.share)])
      }
    }
    guard summary.count <= 500, !summary.unicodeScalars.contains(where: Tenant.isControl) else {
      throw TenantError(.invalidValue, "the summary is not valid", hint: "use at most 500 printable characters")
    }
  }
}
