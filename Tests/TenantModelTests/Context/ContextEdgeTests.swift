// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

@testable import TenantModel

/// Contexts, keys and violations at the ends of their ranges.
@Suite struct ContextEdgeTests {
  /// Row 32: seconds that no calendar has are refused, and none of them wraps.
  @Test func attack32TimesOutsideOfTheCalendarAreRefused() throws {
    let claims = try ContextSamples.claims()
    let attenuation = ContextAttenuation(audience: claims.audience)
    for now in [Int64.min, -1, .max] {
      #expect(refusal { _ = try claims.attenuated(attenuation, at: Timestamp(microseconds: now)) } == .malformed)
    }
    for (issuedAt, life) in [(Int64.max - 1, Int64(300)), (.max, 1), (.min, -1), (-1, 60)] {
      let claims = ContextClaims(
        issuer: claims.issuer, tenant: try ContextSamples.tenant(), audience: claims.audience, subject: claims.subject,
        purposes: claims.purposes, transaction: claims.transaction, issuedAt: issuedAt, lifeSeconds: life)
      #expect(refusal { try claims.validate() } == .malformed)
    }
  }

  @Test func aKeyThatRetiresAtTheEndOfTimeIsNotOver() throws {
    let key = ContextKey(
      id: ContextKeyID(bits: 1), publicKey: try ContextSamples.digest(), state: .retiring,
      since: Timestamp(microseconds: .max))
    #expect(!key.isOver(at: Timestamp(microseconds: .max)))
  }

  @Test func claimsAreEncodedAsTheirCanonicalText() throws {
    let claims = try ContextSamples.claims()
    let text = try JSONDecoder().decode(String.self, from: JSONEncoder().encode(claims))
    #expect(text == claims.canonicalJSON)
  }

  @Test func membersOfAPublishedSetAreOfTheirType() throws {
    let set = ContextKeySet(
      issuer: try ContextIssuer(parsing: "0123abcd"), epoch: 1,
      keys: [
        ContextKey(
          id: ContextKeyID(bits: 1), publicKey: try ContextSamples.digest(), state: .active, since: ContextSamples.at(0)
        )
      ])
    let members = try #require(set.document.object)
    let key = try #require(members["keys"]?.array?.first?.object)
    for name in members.keys {
      var changed = members
      changed[name] = .bool(true)
      #expect(throws: TenantError.self, "\(name)") {
        try ContextKeySet(document: JSONValue.object(changed).description)
      }
    }
    for name in key.keys {
      var (changed, changedKey) = (members, key)
      changedKey[name] = .bool(true)
      changed["keys"] = .array([.object(changedKey)])
      #expect(throws: TenantError.self, "\(name)") {
        try ContextKeySet(document: JSONValue.object(changed).description)
      }
    }
  }

  @Test func digestsThatCryptographyMadeHaveTheirLength() throws {
    #expect(try ContextDigest(checking: Array(repeating: 1, count: 32)).bytes.count == 32)
    for count in [0, 31, 33] {
      let fault = #expect(throws: TenantError.self) { try ContextDigest(checking: Array(repeating: 1, count: count)) }
      #expect(fault?.code == .internalFault)
    }
  }

  @Test func eachViolationRunsIntoOneWall() {
    let checks: Set<IsolationViolation> = [.unbound, .otherTenant, .otherIncarnation, .staleLifecycle, .foreignItem]
    for violation in IsolationViolation.allCases {
      #expect(
        violation.wall == (violation == .unopened ? .cryptography : checks.contains(violation) ? .checks : .edge),
        "\(violation)")
    }
  }
}
