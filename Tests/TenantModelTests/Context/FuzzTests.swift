// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

@testable import TenantModel

/// Parsers of what strangers send, over texts that began as good ones: none crashes, and none takes more than its grammar.
@Suite struct FuzzTests {
  private static let rounds = 60_000

  private static func corpus(_ name: String) throws -> [String] {
    let folder = "\(PackageFolder.path)/Tests/Corpus/\(name)"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
      try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
    }
  }

  /// A text with some of its bytes changed, lost, doubled, or taken from another text.
  private static func mutated(_ text: String, _ other: String, _ generator: inout SeededGenerator) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: bytes.indices, using: &generator)
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes[place] = UInt8.random(in: 0...127, using: &generator)
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(bytes[place], at: place)
      case 4: bytes.removeSubrange(place..<min(bytes.count, place + 4))
      case 5:
        bytes.insert(contentsOf: Array("\u{212A}é\0.\"{}[]09-eE".utf8).shuffled(using: &generator).prefix(2), at: place)
      default: bytes.insert(contentsOf: Array(other.utf8).suffix(Int.random(in: 0...8, using: &generator)), at: place)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    // By regular expressions over bytes, so that no rule of Unicode joins in.
    let bytes = String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
    return bytes.range(of: "\\A(?:\(pattern))\\z", options: .regularExpression) != nil
  }

  @Test func attack05IdsAreExactlyThoseOfTheGrammar() throws {
    let corpus = try Self.corpus("tenant-ids")
    var generator = SeededGenerator(seed: 5)
    var (accepted, canonical) = (0, Set<String>())
    for round in 0..<Self.rounds {
      let text =
        round < corpus.count
        ? corpus[round]
        : Self.mutated(corpus[round % corpus.count], corpus[(round / 7) % corpus.count], &generator)
      let id = try? TenantID(parsing: text)
      #expect((id != nil) == Self.matches(text, "t_[0-7][0-9a-hjkmnp-tv-z]{25}"), "\(text)")
      guard let id else { continue }
      accepted += 1
      canonical.insert(text)
      #expect(id.rawValue.utf8.elementsEqual(text.utf8))
    }
    #expect(accepted > 1_000 && canonical.count > 300)
  }

  @Test func attack37TokensAreExactlyThoseOfTheGrammar() throws {
    let corpus = try Self.corpus("context-tokens")
    var generator = SeededGenerator(seed: 37)
    var (accepted, refused) = (0, 0)
    for round in 0..<Self.rounds / 3 {
      var text = corpus[round % corpus.count]
      if round >= corpus.count {
        // Half of them are changed within what is signed, so that more than the outermost rule is met.
        text = Bool.random(using: &generator) ? Self.mutated(text, corpus[0], &generator) : Self.bent(text, &generator)
      }
      let isAccepted = (try? ContextToken(parsing: text)) != nil
      #expect(isAccepted == TokenOracle.accepts(text), "\(text)")
      if isAccepted { accepted += 1 } else { refused += 1 }
    }
    #expect(accepted > 500 && refused > 5_000)
  }

  /// A token whose payload was changed and encoded again.
  private static func bent(_ token: String, _ generator: inout SeededGenerator) -> String {
    var parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let payload = TokenOracle.bytes(parts[2]).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let other =
      ["\"act\":1,", "\"hop\":0,", "9", "-", " ", "\"cnf\":\"\"", "0."].randomElement(using: &generator) ?? ""
    parts[2] = Data(mutated(payload, other, &generator).utf8).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    return parts.joined(separator: ".")
  }
}

/// The grammar of tokens, written another way: by regular expressions, and by the decoders of Foundation.
private enum TokenOracle {
  static func accepts(_ token: String) -> Bool {
    let id = "[0-7][0-9a-hjkmnp-tv-z]{25}"
    guard token.utf8.count <= 1_024, isMatch(token, "tct1\\.k_\(id)\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]{86}") else {
      return false
    }
    let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard bytes(parts[3]) != nil, let payload = bytes(parts[2]),
      payload.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x5C }),
      let claims = try? JSONSerialization.jsonObject(with: payload) as? [String: Any]
    else { return false }
    let text = String(decoding: payload, as: UTF8.self)
    let word = "[a-z0-9][a-z0-9-]*"
    let digest = "[A-Za-z0-9_-]{43}"
    let rules = [
      "iss": "[a-z0-9][a-z0-9._:-]{0,63}", "tid": "t_\(id)", "rgn": digest, "aud": "[a-z0-9][a-z0-9.-]*/\(word)",
      "sub": "[A-Za-z0-9._:@+=/-]{1,128}", "txn": "[0-9a-f]{32}",
      "scp": "[a-z][a-z0-9]*([._-][a-z0-9]+)*( [a-z][a-z0-9]*([._-][a-z0-9]+)*){0,15}",
    ]
    let optional = ["cnf": digest, "act": "spiffe://[a-z0-9][a-z0-9._-]*(/(?!\\.{1,2}(/|\\z))[A-Za-z0-9._-]+)+"]
    let counters = ["inc", "lep", "pep", "iat", "nbf", "exp", "hop"]
    let names = Set(claims.keys)
    let needed = Set(rules.keys).union(counters)
    // Each name once, which a dictionary does not tell.
    guard names.isSuperset(of: needed), names.isSubset(of: needed.union(optional.keys)),
      text.matches(of: /"[^"]*"\s*:/).count == names.count
    else { return false }
    for (name, pattern) in rules.merging(optional.filter { names.contains($0.key) }, uniquingKeysWith: { $1 }) {
      guard let value = claims[name] as? String, isMatch(value, pattern) else { return false }
      if pattern == digest, bytes(value) == nil { return false }
    }
    guard let audience = claims["aud"] as? String, audience.utf8.count <= 100,
      ((claims["act"] as? String)?.utf8.count ?? 0) <= 200, let purposes = claims["scp"] as? String
    else { return false }
    let list = purposes.split(separator: " ").map(String.init)
    guard list == Set(list).sorted(), list.allSatisfy({ $0.utf8.count <= 100 }) else { return false }
    var numbers: [String: Int64] = [:]
    for name in counters {
      guard let found = text.range(of: "\"\(name)\"\\s*:\\s*(0|-?[1-9][0-9]*)\\s*[,}]", options: .regularExpression),
        let number = Int64(text[found].filter { $0.isNumber || $0 == "-" })
      else { return false }
      numbers[name] = number
    }
    guard let inc = numbers["inc"], let lep = numbers["lep"], let pep = numbers["pep"], let iat = numbers["iat"],
      let nbf = numbers["nbf"], let exp = numbers["exp"], let hop = numbers["hop"]
    else { return false }
    return inc >= 1 && lep >= 1 && pep >= 1 && iat >= 0 && iat <= nbf && nbf <= exp && exp <= 253_402_300_799
      && exp - iat <= 300 && (0...16).contains(hop)
  }

  /// The bytes of base64url without padding, in its only spelling.
  static func bytes(_ text: String) -> Data? {
    let padded =
      text.replacing("-", with: "+").replacing("_", with: "/")
      + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: padded), data.base64EncodedString() == padded else { return nil }
    return data
  }

  private static func isMatch(_ text: String, _ pattern: String) -> Bool {
    text.range(of: "\\A(?:\(pattern))\\z", options: .regularExpression) != nil
  }
}
