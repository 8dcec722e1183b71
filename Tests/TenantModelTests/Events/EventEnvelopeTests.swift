// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct EventEnvelopeTests {
  private static let plain =
    #""specversion":"1.0","id":"e-1","source":"/orders","type":"com.example.paid","subject":"order.paid","time":"2026-11-23T12:00:00Z""#

  private func attribute(_ members: String) -> String? {
    do {
      _ = try EventEnvelope(cloudEvent: "{\(members)}")
      return nil
    } catch {
      return (error as? TenantError)?.details["attribute"] ?? "\(error)"
    }
  }

  @Test func everyAttributeIsRead() throws {
    let envelope = try EventEnvelope(
      cloudEvent: """
        {\(Self.plain),"partitionkey":"k","cause":"000102030405060708090a0b0c0d0e0f","dataschema":"s:1",
         "datacontenttype":"application/json; charset=utf-8","tenantref":"t_00000000000000000000000001","tenantinc":3,
         "tenantepoch":4,"data":{"b":[1,2.50],"a":null}}
        """)
    #expect(envelope.id.rawValue == "e-1" && envelope.source == "/orders" && envelope.type == "com.example.paid")
    #expect(envelope.subject == "order.paid" && envelope.time == Timestamp(seconds: 1_795_435_200))
    #expect(envelope.key?.rawValue == "k" && envelope.schema == "s:1")
    #expect(envelope.cause?.rawValue == "000102030405060708090a0b0c0d0e0f")
    #expect(envelope.hints.tenant == TenantID(bits: 1))
    #expect(envelope.hints.incarnation == 3 && envelope.hints.placementEpoch == 4)
    #expect(String(decoding: envelope.data, as: UTF8.self) == #"{"a":null,"b":[1,2.50]}"#)
    #expect(try EventEnvelope(cloudEvent: envelope.cloudEvent.description) == envelope)
  }

  @Test func dataComeAsJSONAsTextOrAsBase64() throws {
    func data(_ members: String) throws -> [UInt8] { try EventEnvelope(cloudEvent: "{\(Self.plain),\(members)}").data }
    #expect(try data(#""data":"x""#) == Array(#""x""#.utf8))
    #expect(try data(#""datacontenttype":"text/plain","data":"x""#) == Array("x".utf8))
    #expect(try data(#""datacontenttype":"application/cbor","data_base64":"+/8=""#) == [0xFB, 0xFF])
    #expect(try data(#""data_base64":"""#) == [])
    #expect(attribute(#"\#(Self.plain),"datacontenttype":"text/plain","data":{}"#) == "data")
    #expect(attribute(#"\#(Self.plain),"data":1,"data_base64":"AAEC""#) == "data_base64")
    for wrong in ["A", "AA", "AAA", "====", "AA=A", "-_8=", "AB==", "AAE*"] {
      #expect(attribute(#"\#(Self.plain),"data_base64":"\#(wrong)""#) == "data_base64", "\(wrong)")
    }
  }

  @Test func whatIsWrongIsNamedAndNotRepeated() throws {
    for name in ["specversion", "id", "source", "type", "subject", "time"] {
      let value = try JSONValue(parsing: "{\(Self.plain)}")
      var members = try #require(value.object)
      members[name] = nil
      let missing = String(JSONValue.object(members).description.dropFirst().dropLast())
      #expect(attribute(missing) == name)
      members[name] = .string("secret \u{1} é")
      let wrong = JSONValue.object(members).description
      #expect(attribute(String(wrong.dropFirst().dropLast())) == name)
      do {
        _ = try EventEnvelope(cloudEvent: wrong)
      } catch {
        #expect(!"\(error)".contains("secret"))
      }
      members[name] = JSONValue(1)
      #expect(attribute(String(JSONValue.object(members).description.dropFirst().dropLast())) == name)
    }
    for extra in [
      ("traceparent", "\"x\""), ("tenantref", "\"acme\""), ("tenantinc", "0"), ("tenantinc", "1.0"),
      ("tenantinc", "\"1\""),
      ("tenantinc", "-1"), ("tenantepoch", "99999999999999999999"), ("partitionkey", "\"\""), ("cause", "\"1\""),
      ("dataschema", "\"a b\""), ("datacontenttype", "\"\""), ("datacontenttype", "null"), ("data_base64", "1"),
    ] {
      #expect(attribute("\(Self.plain),\"\(extra.0)\":\(extra.1)") == extra.0, "\(extra)")
    }
    for text in ["[]", "1", "{", ""] { #expect(throws: TenantError.self) { try EventEnvelope(cloudEvent: text) } }
    #expect(throws: TenantError.self) { try EventEnvelope(cloudEvent: String(repeating: " ", count: 1_048_577)) }
  }

  @Test func theRulesOfABareEnvelopeAreKept() throws {
    var envelope = EventEnvelope(
      id: EventID(bits: 1), source: "/", type: "t", subject: "a", time: Timestamp(seconds: 0), data: [])
    #expect(throws: Never.self) { try envelope.validate() }
    envelope.data = Array(repeating: 0, count: 262_144)
    #expect(throws: Never.self) { try envelope.validate() }
    envelope.data.append(0)
    #expect(throws: TenantError.self) { try envelope.validate() }
    envelope.data = []
    for source in ["", "a b", "é", String(repeating: "a", count: 256)] {
      envelope.source = source
      #expect(throws: TenantError.self) { try envelope.validate() }
    }
  }

  @Test func bytesThatAreNoJSONSurviveTheirWriting() throws {
    var generator = SeededGenerator(seed: 3)
    for length in 0..<64 {
      var envelope = EventEnvelope(
        id: EventID(bits: UInt128(length)), source: "/", type: "t", subject: "a", time: Timestamp(seconds: 1),
        data: (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
      for type in [nil, "application/cbor", "image/svg+xml"] {
        envelope.contentType = type
        #expect(try EventEnvelope(cloudEvent: envelope.cloudEvent.description) == envelope)
      }
    }
  }

  /// Bounded mutation of a committed corpus: nothing crashes, exactly the events of the grammar are accepted, each says what its
  /// document does, and comes back as it is.
  @Test func mutatedEnvelopesAreRefusedOrComeBack() throws {
    var generator = SeededGenerator(seed: 9)
    let corpus = try EventCorpus.lines("envelopes.txt")
    var accepted = 0
    for round in 0..<3_000 {
      let text = EventCorpus.mutated(corpus[round % corpus.count], &generator)
      let meant = EnvelopeGrammar(text)
      do {
        let envelope = try EventEnvelope(cloudEvent: text)
        accepted += 1
        #expect(try EventEnvelope(cloudEvent: envelope.cloudEvent.description) == envelope, "\(text)")
        #expect(throws: Never.self) { try envelope.validate() }
        // All that it says can only have come from the document.
        #expect(meant?.agrees(with: envelope) == true, "\(text)")
      } catch {
        #expect(error is TenantError && meant == nil, "\(text)")
      }
    }
    #expect(accepted > 100)
  }

  /// An envelope from outside says whose it is; that is a hint which may agree, and decides nothing.
  @Test func attack03HintsMayOnlyAgree() throws {
    let tenant = Tenant(
      id: TenantID(bits: 7), slug: try Slug(parsing: "acme"), name: "Acme", tier: try Slug(parsing: "free"),
      homeRegion: try Region(parsing: "eu-west-1"), createdAt: Timestamp(seconds: 0))
    let place = EventPlace(tenant, region: nil)
    func refusal(_ change: (inout EventEnvelope.Hints) -> Void) -> EventRefusal? {
      var hints = EventEnvelope.Hints()
      change(&hints)
      do throws(EventRefusal) {
        try EventDeliveryPolicy.check(hints, at: place)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal { _ in } == nil)
    #expect(refusal { $0.tenant = TenantID(bits: 7) } == nil)
    #expect(refusal { $0.tenant = TenantID(bits: 8) } == .wrongTenant)
    #expect(refusal { $0.incarnation = 1 } == nil)
    #expect(refusal { $0.incarnation = 2 } == .wrongIncarnation)
    #expect(refusal { $0.placementEpoch = 1 } == nil)
    #expect(refusal { $0.placementEpoch = 2 } == .stalePlacement)
    // Two of them are one too many, whatever they say.
    #expect(
      attribute(
        #"\#(Self.plain),"tenantref":"t_00000000000000000000000007","tenantref":"t_00000000000000000000000007""#)
        != nil)
    #expect(attribute(#"\#(Self.plain),"TenantRef":"t_00000000000000000000000007""#) == "TenantRef")
  }
}
