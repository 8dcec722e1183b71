// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import Testing

@Suite struct IdentityKeySetTests {
  private func keys(_ elements: [[String: Any]]) throws -> IdentityKeySet {
    try IdentityKeySet(document: IdentityProvider.json(["keys": elements]))
  }

  @Test func whatAProviderPublishesIsRead() throws {
    let set = try IdentityKeySet(document: IdentityProvider().jwks())
    #expect(set.keys.map(\.id.rawValue) == ["ES256", "ES384", "EdDSA", "PS256", "RS256"])
    #expect(
      set.keys.map { $0.algorithms.map(\.rawValue) } == [
        ["ES256"], ["ES384"], ["EdDSA"], ["PS256"], ["RS256", "PS256"],
      ])
    #expect(try IdentityKeySet(document: set.document) == set)
    #expect(try JSONDecoder().decode(IdentityKeySet.self, from: JSONEncoder().encode(set)) == set)
  }

  @Test func onlyPublicKeysThatVerifyAreTaken() throws {
    let good = try #require(try IdentityProvider().keys()["ES256"]).merging(["kid": "a"]) { $1 }
    #expect(try keys([good]).keys.count == 1)
    // Passed over: for encryption, of another curve, for another algorithm.
    for change in [["use": "enc"], ["crv": "secp256k1"], ["alg": "ES384"], ["kty": "XYZ"]] {
      #expect(try keys([good, good.merging(change) { $1 }.merging(["kid": "b"]) { $1 }]).keys.count == 1, "\(change)")
      #expect(throws: TenantError.self, "\(change)") { try keys([good.merging(change) { $1 }]) }
    }
    for change in [["d": "AA"], ["kty": "oct"], ["k": "AA"], ["x": "AA"], ["y": "!"], ["kid": ""], ["p": "AA"]] {
      // Under another id, so that it is refused for nothing else.
      let bad = good.merging(["kid": "b"]) { $1 }.merging(change) { $1 }
      #expect(throws: TenantError.self, "\(change)") { try keys([good, bad]) }
    }
    #expect(throws: TenantError.self) { try keys([good, good]) }
    #expect(throws: TenantError.self) { try keys([good, good.filter { $0.key != "kid" }]) }
    #expect(throws: TenantError.self) { try keys([["kid": "x"]]) }
    let short = ["kty": "RSA", "kid": "r", "n": IdentityProvider.text(Data(repeating: 255, count: 128)), "e": "AQAB"]
    #expect(throws: TenantError.self) { try keys([good, short]) }
    let long = String(repeating: " ", count: IdentityKeySet.maximumDocumentBytes)
    for text in ["", "{}", "[]", #"{"keys":{}}"#, #"{"keys":[]}"#, #"{"keys":[1]}"#, long + "{}"] {
      #expect(throws: TenantError.self, "\(text.prefix(20))") { try IdentityKeySet(document: text) }
    }
  }

  @Test func wordsOfProvidersHaveOneSpelling() throws {
    for text in ["a", "https://login.example/", "Acme GmbH", String(repeating: "x", count: 256), "a'b%_*>"] {
      #expect(try IdentityName(parsing: text).rawValue == text)
    }
    for text in [
      "", " a", "a ", "a\u{e9}", "a\u{301}", "\u{212A}", "a\"b", "a\\b", "a\n", "a\u{0}",
      String(repeating: "x", count: 257),
    ] {
      #expect(throws: TenantError.self, "\(text)") { try IdentityName(parsing: text) }
    }
  }

  @Test func aTokenThatIsPrintedGivesNothingAway() throws {
    let provider = try IdentityProvider()
    let text = try provider.token("EdDSA", provider.claims(at: Timestamp(seconds: 0)))
    let token = try IdentityToken(parsing: text)
    var dumped = ""
    dump(token, to: &dumped)
    for printed in ["\(token)", String(reflecting: token), dumped] {
      #expect(printed.contains("identity token of") && !printed.contains("alice"))
    }
  }
}
