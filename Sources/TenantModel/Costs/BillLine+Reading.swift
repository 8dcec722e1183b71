// SPDX-License-Identifier: Apache-2.0

/// One part of a bill's line cannot be read.
public struct BillPartFault: Error, Equatable, Sendable {
  /// The part.
  public let part: BillPart
  /// What is wrong with it.
  public let cause: TenantError
}

extension BillLine {
  /// Makes a line out of the texts of a file.
  ///
  /// - Parameters:
  ///   - bill: The bill that the line belongs to.
  ///   - number: The line of the file, from 1.
  ///   - tagKeys: Tags that have a column of their own.
  ///   - text: The text of a part, or `nil` where the line has none.
  /// - Throws: ``BillPartFault`` where a part is missing or wrong; what `text` throws.
  public init(
    bill: BillID, number: Int64, tagKeys: [String], text: (BillPart) throws -> String?
  ) throws {
    func parse<Value>(_ part: BillPart, _ read: (String) throws -> Value) throws -> Value? {
      guard let text = try text(part) else { return nil }
      do {
        return try read(text)
      } catch let cause as TenantError {
        throw BillPartFault(part: part, cause: cause)
      }
    }
    func require<Value>(_ part: BillPart, _ read: (String) throws -> Value) throws -> Value {
      guard let value = try parse(part, read) else {
        throw BillPartFault(
          part: part, cause: TenantError(.invalidValue, "no \(part)", hint: "every line needs one"))
      }
      return value
    }
    self.init(
      bill: bill, number: number, period: try require(.period, Self.period),
      cost: Money(
        try require(.cost) { try ExactAmount(parsing: $0) }, try require(.currency) { try CurrencyCode(parsing: $0) }),
      service: try text(.field(.service)) ?? "")
    provider = try text(.field(.provider))
    billingAccount = try text(.field(.billingAccount))
    subAccount = try text(.field(.subAccount))
    category = try text(.field(.category))
    chargeCategory = try text(.field(.chargeCategory))
    region = try text(.field(.region))
    resource = try text(.field(.resource))
    summary = try text(.summary)
    chargeStart = try parse(.chargeStart) { try Timestamp(parsing: $0) }
    chargeEnd = try parse(.chargeEnd) { try Timestamp(parsing: $0) }
    tags = try parse(.tags, Self.tags) ?? [:]
    for key in tagKeys {
      if let value = try text(.field(.tag(key))) { tags[key] = value }
    }
  }

  /// Reads a month, or the month in which a time lies.
  private static func period(_ text: String) throws -> BillingPeriod {
    if let period = try? BillingPeriod(parsing: text) { return period }
    guard let period = BillingPeriod(containing: try Timestamp(parsing: text)) else {
      throw TenantError(.invalidValue, "'\(text.prefix(80))' is in no billing period")
    }
    return period
  }

  private static func tags(_ text: String) throws -> [String: String] {
    guard let members = try JSONValue(parsing: text).object else { throw noTags(text) }
    return try members.compactMapValues { value in
      switch value {
      case .null: nil
      case .string(let text), .number(let text): text
      case .bool(let flag): flag ? "true" : "false"
      case .array, .object: throw noTags(text)
      }
    }
  }

  private static func noTags(_ text: String) -> TenantError {
    TenantError(
      .invalidValue, "'\(text.prefix(80))' is not an object of tags", hint: #"tags are written like {"team":"core"}"#)
  }
}
