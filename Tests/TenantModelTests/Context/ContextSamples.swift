// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Words that the tests of contexts share.
enum ContextSamples {
  /// An instant in seconds since 1970 at which the samples are issued.
  static let issuedAt: Int64 = 1_795_435_200

  static func digest(_ byte: UInt8 = 7) throws -> ContextDigest {
    guard let digest = ContextDigest(bytes: Array(repeating: byte, count: 32)) else {
      throw TenantError(.internalFault, "no digest")
    }
    return digest
  }

  static func tenant(
    bits: UInt128 = 5, lifecycleEpoch: Int64 = 3, placementEpoch: Int64 = 4, state: TenantState = .active
  ) throws -> ContextTenant {
    var tenant = Tenant(
      id: TenantID(bits: bits), slug: try Slug(parsing: "acme"), name: "Acme", tier: try Slug(parsing: "pro"),
      homeRegion: try Region(parsing: "eu-west-1"), createdAt: Timestamp(seconds: 0))
    tenant.incarnation = 2
    tenant.lifecycleEpoch = lifecycleEpoch
    tenant.placementEpoch = placementEpoch
    tenant.state = state
    return ContextTenant(tenant, residency: try digest())
  }

  static func claims(hops: Int64 = 2, lifeSeconds: Int64 = 60) throws -> ContextClaims {
    ContextClaims(
      issuer: try ContextIssuer(parsing: "0123abcd"), tenant: try tenant(),
      audience: try ContextAudience(parsing: "prod.example/orders"),
      subject: try ContextPrincipal(parsing: "user:4f1c"),
      purposes: try [ContextPurpose(parsing: "orders.write"), ContextPurpose(parsing: "orders.read")],
      transaction: ContextTransaction(bits: 99), issuedAt: issuedAt, lifeSeconds: lifeSeconds, hops: hops)
  }

  static func use() throws -> ContextUse {
    ContextUse(
      audience: try ContextAudience(parsing: "prod.example/orders"),
      purpose: try ContextPurpose(parsing: "orders.read"))
  }

  static func at(_ seconds: Int64, microseconds: Int64 = 0) -> Timestamp {
    Timestamp(microseconds: (issuedAt + seconds) * 1_000_000 + microseconds)
  }

  /// A token over any payload, with a signature of zeroes.
  static func token(payload: String) -> String {
    token(payload: Array(payload.utf8))
  }

  static func token(payload: [UInt8]) -> String {
    ContextToken.text(
      Array("tct1.\(ContextKeyID(bits: 1)).\(Base64URL.text(payload))".utf8),
      signature: [UInt8](repeating: 0, count: 64))
  }
}

/// Why a body is refused, or `nil` where it is not.
func refusal(of body: () throws -> Void) -> ContextRefusal? {
  do {
    try body()
    return nil
  } catch {
    return error as? ContextRefusal
  }
}
