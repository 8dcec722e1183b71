// SPDX-License-Identifier: Apache-2.0

package import TenantModel
package import TerminalOutput

extension ContextClaims: RecordConvertible {
  package static let recordSchema = RecordSchema(identity: "transaction", columns: columns)

  package var record: Record { Record(fields: fields) }

  fileprivate static let columns = [
    Column("tenant", priority: 10),
    Column("subject", priority: 9),
    Column("audience", priority: 9),
    Column("purposes", priority: 8),
    Column("expiresAt", priority: 8),
    Column("hops", alignment: .right, priority: 6),
    Column("caller", priority: 5),
    Column("confirmation", priority: 3),
    Column("transaction", priority: 7),
    Column("issuer", priority: 2),
    Column("incarnation", alignment: .right, priority: 2),
    Column("lifecycleEpoch", alignment: .right, priority: 2),
    Column("placementEpoch", alignment: .right, priority: 2),
    Column("residency", priority: 1),
    Column("issuedAt", priority: 2),
    Column("notBefore", priority: 2),
  ]

  fileprivate var fields: [Field] {
    [
      Field(name: "tenant", value: .text(tenant.rawValue)),
      Field(name: "subject", value: .text(subject.rawValue)),
      Field(name: "audience", value: .text(audience.rawValue)),
      Field(name: "purposes", value: .list(purposes.map { .text($0.rawValue) })),
      Field(name: "expiresAt", value: .text(Timestamp(seconds: expiresAt).description)),
      Field(name: "hops", value: .integer(hops)),
      Field(name: "caller", value: .optional(caller?.rawValue)),
      Field(name: "confirmation", value: .optional(confirmation?.rawValue)),
      Field(name: "transaction", value: .text(transaction.rawValue)),
      Field(name: "issuer", value: .text(issuer.rawValue)),
      Field(name: "incarnation", value: .integer(incarnation)),
      Field(name: "lifecycleEpoch", value: .integer(lifecycleEpoch)),
      Field(name: "placementEpoch", value: .integer(placementEpoch)),
      Field(name: "residency", value: .text(residency.rawValue)),
      Field(name: "issuedAt", value: .text(Timestamp(seconds: issuedAt).description)),
      Field(name: "notBefore", value: .text(Timestamp(seconds: notBefore).description)),
    ]
  }
}

/// A token that was issued, to be handed to its holder.
struct IssuedContext: RecordConvertible {
  let token: ContextToken

  static let recordSchema = RecordSchema(
    identity: "token", columns: [Column("token", priority: 10), Column("key", priority: 4)] + ContextClaims.columns)

  var record: Record {
    Record(
      fields: [
        Field(name: "token", value: .text(token.text)), Field(name: "key", value: .text(token.keyID.rawValue)),
      ] + token.claims.fields)
  }
}

/// A token that was only read.
struct InspectedContext: RecordConvertible {
  let token: ContextToken

  static let recordSchema = RecordSchema(
    identity: "transaction",
    columns: [Column("verified", priority: 10), Column("key", priority: 4)] + ContextClaims.columns)

  var record: Record {
    Record(
      fields: [
        Field(name: "verified", value: .bool(false)), Field(name: "key", value: .text(token.keyID.rawValue)),
      ] + token.claims.fields)
  }
}
