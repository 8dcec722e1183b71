// SPDX-License-Identifier: Apache-2.0

/// A property of a bill line that a rule can look at.
public enum LineField: Hashable, Sendable {
  /// The charged service.
  case service
  /// Who sells the service.
  case provider
  /// The account that receives the bill.
  case billingAccount
  /// The account, project or subscription in which the charge arose.
  case subAccount
  /// The kind of service.
  case category
  /// The kind of charge.
  case chargeCategory
  /// Where the charge arose.
  case region
  /// What was charged for.
  case resource
  /// The name of the bill.
  case bill
  /// The value of a tag.
  case tag(String)

  /// The fields that have a fixed name, in the order in which help lists them.
  public static let named: [LineField] = [
    .service, .provider, .billingAccount, .subAccount, .category, .chargeCategory, .region, .resource, .bill,
  ]

  /// Reads a field's name: one of ``named``, or `tag:` and a key.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where there is no such field.
  public init(parsing text: some StringProtocol) throws {
    if text.hasPrefix("tag:"), text.utf8.count > 4 {
      self = .tag(String(text.dropFirst(4)))
      return
    }
    guard let field = Self.named.first(where: { $0.description == text }) else {
      let names = Self.named.map { "'\($0)'" }.joined(separator: ", ")
      throw TenantError(
        .invalidValue, "a bill line has no field '\(text.prefix(80))'", hint: "use \(names) or 'tag:KEY'",
        details: ["value": String(text.prefix(200))])
    }
    self = field
  }
}

extension LineField: CustomStringConvertible {
  /// The name in the form that is read.
  public var description: String {
    switch self {
    case .service: "service"
    case .provider: "provider"
    case .billingAccount: "billingAccount"
    case .subAccount: "subAccount"
    case .category: "category"
    case .chargeCategory: "chargeCategory"
    case .region: "region"
    case .resource: "resource"
    case .bill: "bill"
    case .tag(let key): "tag:\(key)"
    }
  }
}

extension BillLine {
  /// The text in a field, or `nil` where the line has none.
  ///
  /// - Parameter field: The field.
  public subscript(field: LineField) -> String? {
    switch field {
    case .service: service.isEmpty ? nil : service
    case .provider: provider
    case .billingAccount: billingAccount
    case .subAccount: subAccount
    case .category: category
    case .chargeCategory: chargeCategory
    case .region: region
    case .resource: resource
    case .bill: bill.rawValue
    case .tag(let key): tags[key]
    }
  }
}
