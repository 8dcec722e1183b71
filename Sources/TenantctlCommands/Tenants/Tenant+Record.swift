// SPDX-License-Identifier: Apache-2.0

import TenantModel
package import TerminalOutput

extension Tenant: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "slug",
    columns: [
      Column("id", priority: 2),
      Column("slug", priority: 10),
      Column("name", priority: 5),
      Column("tier", priority: 9),
      Column("state", priority: 8),
      Column("homeRegion", heading: "REGION", priority: 7),
      Column("allowedRegions", inTable: false),
      Column("labels", inTable: false),
      Column("contact", inTable: false),
      Column("externalIds", inTable: false),
      Column("timeZone", inTable: false),
      Column("billingAnchorDay", alignment: .right, inTable: false),
      Column("incarnation", alignment: .right, inTable: false),
      Column("lifecycleEpoch", alignment: .right, inTable: false),
      Column("placementEpoch", alignment: .right, inTable: false),
      Column("tierChangedAt", inTable: false),
      Column("createdAt", heading: "CREATED", priority: 3),
      Column("updatedAt", inTable: false),
      Column("version", alignment: .right, inTable: false),
    ])

  package var record: Record {
    Record([
      "id": .text(id.rawValue),
      "slug": .text(slug.rawValue),
      "name": .text(name),
      "tier": .text(tier.rawValue),
      "state": .text(state.rawValue),
      "homeRegion": .text(homeRegion.rawValue),
      "allowedRegions": .list(allowedRegions.map { .text($0.rawValue) }),
      "labels": .map(labels),
      "contact": .optional(contact),
      "externalIds": .map(externalIDs),
      "timeZone": .text(timeZone),
      "billingAnchorDay": .integer(Int64(billingAnchorDay)),
      "incarnation": .integer(incarnation),
      "lifecycleEpoch": .integer(lifecycleEpoch),
      "placementEpoch": .integer(placementEpoch),
      "tierChangedAt": .optional(tierChangedAt?.description),
      "createdAt": .text(createdAt.description),
      "updatedAt": .text(updatedAt.description),
      "version": .integer(version),
    ])
  }
}

extension Tier: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "name",
    columns: [
      Column("name", priority: 10),
      Column("summary", priority: 2),
      Column("weight", alignment: .right, priority: 8),
      Column("isolation", priority: 7),
      Column("entitlements", priority: 3),
      Column("shadowTier", inTable: false),
      Column("shadowShare", alignment: .right, inTable: false),
      Column("createdAt", inTable: false),
      Column("updatedAt", inTable: false),
      Column("version", alignment: .right, inTable: false),
    ])

  package var record: Record {
    Record([
      "name": .text(name.rawValue),
      "summary": .text(summary),
      "weight": .integer(weight),
      "isolation": .text(isolation.rawValue),
      "entitlements": .list(entitlements.map { .text($0) }),
      "shadowTier": .optional(shadow?.as.rawValue),
      "shadowShare": .optional(shadow.map { Int64($0.share) }),
      "createdAt": .text(createdAt.description),
      "updatedAt": .text(updatedAt.description),
      "version": .integer(version),
    ])
  }
}

extension FieldValue {
  /// A text, or null.
  static func optional(_ text: String?) -> FieldValue {
    text.map(FieldValue.text) ?? .null
  }

  /// A whole number, or null.
  static func optional(_ number: Int64?) -> FieldValue {
    number.map(FieldValue.integer) ?? .null
  }

  /// Keys and values, by key.
  static func map(_ values: [String: String]) -> FieldValue {
    .object(values.sorted { $0.key < $1.key }.map { Field(name: $0.key, value: .text($0.value)) })
  }
}
