// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantTestSupport
import Testing

/// Reading and writing of tokens, held against Foundation's own base64 and JSON.
@Suite struct ContextTokenTests {
  private static let hexadecimal = "0123456789abcdef"

  /// What Foundation reads in a token that must be readable: its parts and its fields.
  private func oracle(_ text: String) throws -> [String: Any] {
    let parts = text.components(separatedBy: ".")
    var padded = parts[2].replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    while padded.count % 4 != 0 { padded += "=" }
    let data = try #require(Data(base64Encoded: padded))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func same(_ claims: ContextClaims, _ fields: [String: Any]) -> Bool {
    let numbers: [String: Int64] = [
      "inc": claims.incarnation, "lep": claims.lifecycleEpoch, "pep": claims.placementEpoch, "iat": claims.issuedAt,
      "nbf": claims.notBefore, "exp": claims.expiresAt, "hop": claims.hops,
    ]
    var texts: [String: String] = [
      "iss": claims.issuer.rawValue, "tid": claims.tenant.rawValue, "rgn": claims.residency.rawValue,
      "aud": claims.audience.rawValue, "sub": claims.subject.rawValue,
      "scp": claims.purposes.map(\.rawValue).joined(separator: " "), "txn": claims.transaction.rawValue,
    ]
    texts["act"] = claims.caller?.rawValue
    texts["cnf"] = claims.confirmation?.rawValue
    return fields.count == numbers.count + texts.count
      && numbers.allSatisfy { (fields[$0.key] as? NSNumber)?.int64Value == $0.value }
      && texts.allSatisfy { fields[$0.key] as? String == $0.value }
  }

  private func randomClaims(_ generator: inout SeededGenerator) throws -> ContextClaims {
    func word(_ characters: String, _ count: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: count, using: &generator)).compactMap { _ in characters.randomElement(using: &generator) })
    }
    var claims = try ContextSamples.claims()
    claims.incarnation = .random(in: 1...Int64.max, using: &generator)
    claims.lifecycleEpoch = .random(in: 1...Int64.max, using: &generator)
    claims.placementEpoch = .random(in: 1...Int64.max, using: &generator)
    claims.tenant = TenantID(bits: .random(in: .min ... .max, using: &generator))
    claims.subject = try ContextPrincipal(parsing: word("aZ09._:@+=/-", 1...128))
    claims.audience = try ContextAudience(parsing: "a" + word("a9.-", 0...20) + "/" + "b" + word("b8-", 0...20))
    claims.transaction = ContextTransaction(bits: .random(in: .min ... .max, using: &generator))
    claims.hops = .random(in: 0...16, using: &generator)
    if Bool.random(using: &generator) {
      claims.caller = try ContextCaller(parsing: "spiffe://a." + word("ab", 1...9) + "/x")
    }
    if Bool.random(using: &generator) {
      claims.confirmation = try ContextSamples.digest(generator.next() % 2 == 0 ? 0 : 255)
    }
    claims.purposes = try Set((0..<3).map { _ in try ContextPurpose(parsing: "p" + word("ab", 1...2)) }).sorted()
    claims.notBefore = claims.issuedAt + .random(in: 0...10, using: &generator)
    claims.expiresAt = claims.notBefore + .random(in: 0...290, using: &generator)
    return claims
  }

  @Test func whatIsWrittenIsReadTheSameByUsAndByFoundation() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<1_000 {
      let claims = try randomClaims(&generator)
      let token = ContextSamples.token(payload: claims.canonicalJSON)
      #expect(try ContextToken(parsing: token).claims == claims)
      #expect(try same(claims, oracle(token)))
    }
  }

  @Test func base64IsThatOfFoundationAndHasOneSpelling() throws {
    var generator = SeededGenerator(seed: 12)
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      let expected = Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
        .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
      #expect(Base64URL.text(bytes) == expected)
      #expect(Base64URL.bytes(expected.utf8) == bytes)
      // Every other last character that decodes has bits that no byte needs.
      guard let last = expected.utf8.last, count % 3 != 0 else { continue }
      for other in UInt8.min ... .max where other != last {
        let text = Array(expected.utf8.dropLast()) + [other]
        #expect(
          Base64URL.bytes(text).map(Base64URL.text)
            == Base64URL.bytes(text).map { _ in String(decoding: text, as: UTF8.self) })
      }
    }
    for text in ["A", "AA==", "AB", "A A", "AAA=", "++++", "////", "AAAAA", "é"] {
      #expect(Base64URL.bytes(text.utf8) == nil, "\(text)")
    }
  }

  /// Row 37: token confusion, as far as the form goes.
  @Test func tokenConfusionFormsAreRefused() throws {
    let good = ContextSamples.token(payload: try ContextSamples.claims().canonicalJSON)
    _ = try ContextToken(parsing: good)
    let parts = good.components(separatedBy: ".")
    let (kid, payload, signature) = (parts[1], parts[2], parts[3])
    for text in [
      "", ".", "...", "tct2.\(kid).\(payload).\(signature)", "TCT1.\(kid).\(payload).\(signature)",
      "tct1.\(kid).\(payload)", "tct1.\(kid).\(payload).", "tct1.\(kid).\(payload).\(signature).", "\(good).x",
      " \(good)", "\(good)\n", "\(good)=", "tct1..\(payload).\(signature)",
      "tct1.../../etc/passwd.\(payload).\(signature)",
      "tct1.k_.\(payload).\(signature)", "tct1.\(kid.uppercased()).\(payload).\(signature)",
      "tct1.\(TenantID(bits: 1)).\(payload).\(signature)", "tct1.\(kid)\u{0}.\(payload).\(signature)",
      "tct1.\(kid).\(payload).\(signature.dropLast())", "tct1.\(kid).\(payload).\(signature)AAAA",
      "eyJhbGciOiJub25lIn0.\(payload).", String(repeating: "a", count: 5_000),
    ] { #expect(refusal { _ = try ContextToken(parsing: text) } == .malformed, "\(text.prefix(60))") }
  }

  /// Row 37: an unknown field, a duplicate key and a value of another type.
  @Test func fieldsAreKnownGivenOnceAndOfTheirType() throws {
    let json = try ContextSamples.claims().canonicalJSON
    let edits: [(String, String)] = [
      ("{", "{\"alg\":\"none\","), ("{", "{\"tid\":\"\(TenantID(bits: 6))\","), ("{", "{ \"aud\":\"a/b\","),
      ("\"hop\":2", "\"hop\":\"2\""), ("\"hop\":2", "\"hop\":2.0"), ("\"hop\":2", "\"hop\":2e0"),
      ("\"hop\":2", "\"hop\":-0"),
      ("\"hop\":2", "\"hop\":17"), ("\"hop\":2", "\"hop\":-1"), ("\"hop\":2", "\"hop\":true"),
      ("\"hop\":2", "\"hop\":null"),
      ("\"hop\":2,", ""), ("\"inc\":2", "\"inc\":0"), ("\"lep\":3", "\"lep\":9223372036854775808"),
      ("\"pep\":4", "\"pep\":-4"), ("\"aud\":\"prod.example/orders\"", "\"aud\":[\"prod.example/orders\"]"),
      ("prod.example/orders", "prod.example/*"), ("prod.example/orders", "*"),
      ("prod.example/orders", "Prod.example/orders"),
      ("prod.example/orders", "prod.example/orders/x"), ("prod.example", "prod.ex\\u0061mple"),
      ("user:4f1c", "user:4f1c "),
      ("user:4f1c", ""), ("user:4f1c", "us\u{E9}r"), ("orders.read orders.write", "orders.write orders.read"),
      ("orders.read orders.write", "orders.read  orders.write"),
      ("orders.read orders.write", "orders.read orders.read"),
      ("orders.read orders.write", ""), ("orders.read orders.write", "*"), ("\"iat\":", "\"iat\":0"),
      ("\"nbf\":1", "\"nbf\":9"), ("}", "}}"), ("}", ",\"cnf\":null}"), ("}", ",\"act\":\"https://x/y\"}"), ("}", ""),
      ("}", "} x"),
    ]
    for (old, new) in edits {
      let edited = json.replacingOccurrences(of: old, with: new)
      #expect(edited != json, "\(old)")
      #expect(refusal { _ = try ContextToken(parsing: ContextSamples.token(payload: edited)) } != nil, "\(new)")
    }
    for payload in ["", "null", "[]", "\"\"", "{}", "[\(json)]"] {
      #expect(refusal { _ = try ContextToken(parsing: ContextSamples.token(payload: payload)) } == .malformed)
    }
    #expect(refusal { _ = try ContextToken(parsing: ContextSamples.token(payload: [0xFF, 0xFE])) } == .malformed)
    // Another order and blanks say the same; the signature is over the bytes, whatever they look like.
    let spaced = json.replacingOccurrences(of: ",", with: " , ")
    #expect(try ContextToken(parsing: ContextSamples.token(payload: spaced)).claims == ContextSamples.claims())
  }

  @Test func aTokenIsNeverLongerThanAKibibyte() throws {
    var claims = try ContextSamples.claims()
    claims.caller = try ContextCaller(parsing: "spiffe://a/" + String(repeating: "x", count: 150))
    claims.purposes = try ["a", "b"].map { try ContextPurpose(parsing: String(repeating: $0, count: 90)) }
    claims.subject = try ContextPrincipal(parsing: String(repeating: "s", count: 128))
    #expect(
      refusal { _ = try ContextToken(parsing: ContextSamples.token(payload: claims.canonicalJSON)) } == .malformed)
    claims.caller = nil
    #expect(refusal { _ = try ContextToken(parsing: ContextSamples.token(payload: claims.canonicalJSON)) } == nil)
  }

  /// Row 28: a token that is printed by mistake gives nothing away.
  @Test func aTokenThatIsPrintedHidesItself() throws {
    let token = try ContextToken(parsing: ContextSamples.token(payload: ContextSamples.claims().canonicalJSON))
    var dumped = ""
    dump(token, to: &dumped)
    for text in ["\(token)", String(reflecting: token), dumped] {
      #expect(!text.contains(token.text.suffix(16)) && !text.contains(token.text.dropFirst(40).prefix(16)))
    }
  }

  /// Row 5: the grammars accept exactly their bytes.
  @Test func identifiersAreBytesNotLetters() throws {
    let kid = ContextKeyID(bits: 77).rawValue
    for position in kid.indices {
      for foreign in ["\u{212A}", "\u{FF11}", "\u{200B}", "\u{0}", "%00", ".", "*", " "] {
        let text = kid[..<position] + foreign + kid[kid.index(after: position)...]
        #expect(throws: TenantError.self) { try ContextKeyID(parsing: text) }
      }
    }
    for text in [
      "spiffe://", "spiffe://a", "spiffe://a/", "spiffe://a//b", "spiffe://a/../b", "spiffe:///b", "spiffe://A/b",
    ] {
      #expect(throws: TenantError.self, "\(text)") { try ContextCaller(parsing: text) }
    }
    _ = try ContextCaller(parsing: "spiffe://prod.example/Orders/7")
    for text in ["0", String(repeating: "g", count: 32), ContextTransaction(bits: 1).rawValue.uppercased() + "A"] {
      #expect(throws: TenantError.self) { try ContextTransaction(parsing: text) }
    }
    #expect(throws: TenantError.self) { try ContextDigest(parsing: String(repeating: "A", count: 42) + "B") }
    #expect(ContextDigest(bytes: [1]) == nil)
  }
}
