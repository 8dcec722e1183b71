// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

@testable import TenantModel

@Suite struct BoundaryRulesTests {
  private let rules = BoundaryRules()

  private func violation(_ body: () throws -> Void) -> IsolationViolation? {
    do {
      try body()
      return nil
    } catch {
      return error as? IsolationViolation
    }
  }

  @Test func attack03WhatAClientSaysOfItsTenantNeverCrosses() throws {
    let harmless = [CarriedField("Host", "acme.example"), CarriedField("X-Request", "1"), CarriedField("tenants", "x")]
    for name in [
      "Tenant-Context", "tenant-context", "TENANT-CONTEXT", "tEnAnT-cOnTeXt", "Tenant_Context", "Tenant-Context ",
      "\tTenant-Context", "Tenant-Context\r", "ce-tenantref", "CE-TenantInc", "ce_tenantepoch",
    ] {
      let sent = [harmless[0], CarriedField(name, "tct1.x.y.z"), harmless[1], CarriedField(name, "other"), harmless[2]]
      #expect(try rules.crossing(sent) == harmless, "\(name)")
    }
    #expect(try rules.crossing([]) == [])
    // A name of nothing is none of ours; the transport may refuse it.
    #expect(try rules.crossing([CarriedField(" \t", "a")]).count == 1)
  }

  @Test func attack30OnlyMembersOfBaggageThatSpeakOfTenantsAreRemoved() throws {
    for (sent, kept) in [
      ("tenant.hint=a", nil), ("Tenant.Hint=a", nil), ("tenant=a", nil), ("tenant%2Ehint=a", nil),
      ("%74enant.hint=a", nil), ("  tenant.hint = a ; p=1 ", nil), ("", nil), (" , ,\t", nil),
      ("a=1", "a=1"), ("a=1,tenant.hint=x,b=2;p=q", "a=1,b=2;p=q"), (" a = 1 ,tenant.x=1", " a = 1 "),
      ("tenants=1,tenantry.x=2,my.tenant.hint=3", "tenants=1,tenantry.x=2,my.tenant.hint=3"),
      ("a=%C3%A9,b=", "a=%C3%A9,b="), ("a=b=c,d;x", nil),
    ] as [(String, String?)] {
      // The last has a member without a value, which the grammar does not know.
      if sent.hasSuffix(";x") {
        #expect(violation { _ = try rules.crossing([CarriedField("baggage", sent)]) } == .malformedEncoding)
        continue
      }
      let crossed = try rules.crossing([CarriedField("Baggage", sent), CarriedField("a", "b")])
      let expected = (kept.map { [CarriedField("Baggage", $0)] } ?? []) + [CarriedField("a", "b")]
      #expect(crossed == expected, "\(sent)")
    }
  }

  @Test func attack06InvalidPercentEncodingsAreRefusedAndNeverCompared() throws {
    for text in [
      "%", "%2", "%zz", "%2g", "%FF", "%C3", "%C3%28", "%ED%A0%80", "%F4%90%80%80", "%80", "a%FFb", "%C0%AF",
    ] {
      #expect(PercentEncoding.decoded(text.utf8) == nil, "\(text)")
      for value in ["a=\(text)", "tenant.hint=\(text)", "\(text)=1", "a=1;p=\(text)"] {
        #expect(
          violation { _ = try rules.crossing([CarriedField("baggage", value)]) } == .malformedEncoding, "\(value)")
      }
      for sign in ["&", ";"] {
        #expect(violation { _ = try rules.crossing(query: "a=1\(sign)\(text)=2") } == .malformedEncoding)
      }
    }
    for value in ["a", "=1", " =1", "a b=1", "a=\u{7}", "a=é", "a=\u{0}"] {
      #expect(violation { _ = try rules.crossing([CarriedField("baggage", value)]) } == .malformedEncoding, "\(value)")
    }
    #expect(PercentEncoding.decoded("%41%c3%A9+".utf8) == "Aé+")
    #expect(PercentEncoding.decoded("+%2B".utf8, plusIsSpace: true) == " +")
  }

  /// Foundation decodes the same texts, and refuses the same.
  @Test func percentEncodingIsThatOfFoundation() {
    var generator = SeededGenerator(seed: 6)
    let pieces = ["a", "%", "4", "1", "%41", "%C3%A9", "%C3", "%FF", "g", "%e2%82%ac", "%00"]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      #expect(PercentEncoding.decoded(text.utf8) == text.removingPercentEncoding, "\(text)")
    }
  }

  @Test func attack02ParametersThatNameATenantNeverCross() throws {
    for (sent, kept) in [
      ("", ""), ("tenant=a", ""), ("a=1&tenant=b&c=2", "a=1&c=2"), ("tenant_id=1", ""), ("tenantId=1", ""),
      ("Tenant-ID=1", ""), ("%74enant=1", ""), ("tenant%5Fid=1", ""), ("+tenant=1", ""), ("tenant+=1", ""),
      ("tenant.name=1", ""), ("tenant[]=1", ""), ("tenant[a]=1", ""), ("tenant%00x=1", ""), ("tid=1", ""),
      ("tenant", ""), ("tenants=1", "tenants=1"), ("a=tenant", "a=tenant"), ("b=%zz", "b=%zz"), ("x&&y", "x&&y"),
      ("a=1;tenant=b", "a=1"), ("a=1;tenant=b;c=2&d", "a=1;c=2&d"), ("tenant=b;a=1", "a=1"), ("a;;b&;c", "a;;b&;c"),
      ("a=1&b=;%74id=1&c", "a=1&b=&c"), ("tid;tid&tid", ""), ("&a", "&a"), (";tid&", "&"), ("a%3Btid=1", "a%3Btid=1"),
    ] {
      #expect(try rules.crossing(query: sent) == kept, "\(sent)")
    }
    var narrow = BoundaryRules()
    narrow.queryParameters = ["customer"]
    #expect(try narrow.crossing(query: "customer=1&tenant=2&tenant.x=3") == "tenant=2")
  }

  /// A request carries one context, whatever the spelling of the field's name.
  @Test func attack03TwoContextsAreRefused() throws {
    let one = CarriedField("Tenant-Context", "tct1.a")
    #expect(try BoundaryRules.context(in: [CarriedField("a", "b"), one]) == "tct1.a")
    for second in ["Tenant-Context", "tenant_context", "TENANT-CONTEXT ", "tenant-context"] {
      for value in ["tct1.a", "tct1.b", ""] {
        #expect(
          violation { _ = try BoundaryRules.context(in: [one, CarriedField(second, value)]) } == .severalContexts)
      }
    }
    #expect(
      violation { _ = try BoundaryRules.context(in: [CarriedField("tenant-context", "a, b")]) } == .severalContexts)
    #expect(violation { _ = try BoundaryRules.context(in: [CarriedField("tenant-contexts", "a")]) } == .noContext)
    #expect(violation { _ = try BoundaryRules.context(in: []) } == .noContext)
  }

  /// In every order, one source that differs is enough; an oracle counts the tenants that are named.
  @Test func attack02NoSourceTakesPrecedence() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<5_000 {
      let sources = (0..<Int.random(in: 0...4, using: &generator)).map { index in
        TenantSource("s\(index)", TenantID(bits: UInt128.random(in: 0...2, using: &generator) << 64))
      }
      let named = Set(sources.map(\.tenant.rawValue))
      switch named.count {
      case 0: #expect(violation { _ = try BoundaryRules.tenant(of: sources) } == .noSource)
      case 1: #expect(try named == [BoundaryRules.tenant(of: sources).rawValue])
      default: #expect(violation { _ = try BoundaryRules.tenant(of: sources) } == .conflictingSources)
      }
    }
  }

  @Test func whatIsLeftOfRandomFieldsSaysNothingOfTenants() throws {
    var generator = SeededGenerator(seed: 3)
    let names = ["Tenant-Context", "tenant_context", "baggage", "BAGGAGE", "a", "ce-tenantref", " tenant-context"]
    let members = ["tenant.hint=1", "a=1", "TENANT.x=2", "tenant%2ex=3", "b=%41", "tenantless=1", " "]
    for _ in 0..<5_000 {
      let fields = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        CarriedField(
          names.randomElement(using: &generator) ?? "",
          (0..<Int.random(in: 0...4, using: &generator)).map { _ in members.randomElement(using: &generator) ?? "" }
            .joined(separator: ","))
      }
      let crossed = try rules.crossing(fields)
      #expect(try rules.crossing(crossed) == crossed)
      for field in crossed {
        let name = field.name.lowercased()
        #expect(name == "a" || name == "baggage")
        if name == "baggage" {
          for member in field.value.split(separator: ",") {
            let key = (member.split(separator: "=").first.map(String.init)?.removingPercentEncoding ?? "").lowercased()
            #expect(!key.trimmingCharacters(in: .whitespaces).hasPrefix("tenant."), "\(field.value)")
          }
        }
      }
    }
  }

  @Test func eachViolationIsExplained() {
    for violation in IsolationViolation.allCases {
      #expect(violation.error.details == ["reason": violation.rawValue])
      #expect(violation.error.message == "refused: \(violation.meaning)" && violation.error.hint == violation.advice)
    }
    #expect(IsolationViolation.unbound.error.code == .contextMissing)
    #expect(IsolationViolation.noSource.error.code == .contextMissing)
    #expect(IsolationViolation.staleLifecycle.error.code == .contextRefused)
    #expect(IsolationViolation.otherTenant.error.code == .isolationViolation)
    var counts = IsolationCounts()
    for _ in 0..<3 { counts.add(.unbound) }
    counts.add(.foreignItem)
    #expect(counts[.unbound] == 3 && counts[.otherTenant] == 0 && counts.total == 4)
  }
}
