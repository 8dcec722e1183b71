// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// What a value writes itself must be what the general encoder makes of it.
@Suite struct CanonicalJSONTests {
  private static let words = ["acme", "Zoë & Söhne", "tab\tquote\" slash/ back\\", "", "日本", "a\u{7F}b", "x\u{1}y\nz"]

  private func tenant(_ random: inout SeededGenerator) throws -> Tenant {
    func word() -> String { Self.words.randomElement(using: &random) ?? "" }
    var tenant = Tenant(
      id: TenantID(bits: UInt128(random.next())), slug: try Slug(parsing: "slug-\(random.next() % 1_000)"),
      name: word(), tier: try Slug(parsing: "pro"), homeRegion: try Region(parsing: "eu-west-1"),
      createdAt: Timestamp(microseconds: Int64(random.next() % 4_000_000_000_000_000)))
    tenant.allowedRegions = try ["eu-west-1", "us-east-1"].prefix(Int(random.next() % 3)).map {
      try Region(parsing: $0)
    }
    for _ in 0..<random.next() % 4 { tenant.labels[word()] = word() }
    for _ in 0..<random.next() % 3 { tenant.externalIDs[word()] = word() }
    tenant.contact = random.next() % 2 == 0 ? nil : word()
    tenant.tierChangedAt = random.next() % 2 == 0 ? nil : Timestamp(seconds: Int64(random.next() % 1_000_000))
    tenant.state = TenantState.allCases.randomElement(using: &random) ?? .active
    tenant.version = Int64(random.next() >> 1)
    return tenant
  }

  @Test func tenantsAndPlacementsWriteWhatTheEncoderWrites() throws {
    var random = SeededGenerator(seed: 11)
    let encoder = CanonicalJSON.encoder()
    for _ in 0..<500 {
      let tenant = try tenant(&random)
      let general = String(decoding: try encoder.encode(tenant), as: UTF8.self)
      #expect(try CanonicalJSON.text(of: tenant) == general)
      #expect(try CanonicalJSON.value(Tenant.self, from: tenant.canonicalJSON) == tenant)
      let site = PlacementSite(
        pool: tenant.slug, instance: random.next() % 2 == 0 ? nil : tenant.tier, region: tenant.homeRegion)
      let placement = Placement(
        tenant: tenant.id, site: site, units: Int64(random.next() >> 1), epoch: 3, since: tenant.createdAt)
      let generalPlacement = String(decoding: try encoder.encode(placement), as: UTF8.self)
      #expect(try CanonicalJSON.text(of: placement) == generalPlacement)
      #expect(try CanonicalJSON.value(Placement.self, from: placement.canonicalJSON) == placement)
    }
  }
}
