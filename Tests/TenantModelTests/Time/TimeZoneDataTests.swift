// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantTestSupport
import Testing

@Suite struct TimeZoneDataTests {
  @Test(arguments: ZoneFiles.names) func offsetsAgreeWithFoundation(name: String) throws {
    let zone = try ZoneFiles.zone(name)
    let oracle = try #require(TimeZone(identifier: name))
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<3_000 {
      let second = Int64.random(in: 0...(131 * 31_556_952), using: &generator)
      let expected = oracle.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
      let found = zone.offsetSeconds(at: Timestamp(seconds: second))
      #expect(found == expected, "\(name) at \(Timestamp(seconds: second))")
    }
  }

  @Test(arguments: ZoneFiles.names) func changesFallOnTheSameSecondAsFoundations(name: String) throws {
    let zone = try ZoneFiles.zone(name)
    let oracle = try #require(TimeZone(identifier: name))
    // Every change of 130 years, from the table and from the rule alike: right before and right at it.
    var date = Date(timeIntervalSince1970: 0)
    while let next = oracle.nextDaylightSavingTimeTransition(after: date), next.timeIntervalSince1970 < 4_102_444_800 {
      let second = Int64(next.timeIntervalSince1970)
      for probe in [second - 1, second] {
        let expected = oracle.secondsFromGMT(for: Date(timeIntervalSince1970: Double(probe)))
        #expect(
          zone.offsetSeconds(at: Timestamp(seconds: probe)) == expected, "\(name) at \(Timestamp(seconds: probe))")
      }
      date = next
    }
  }

  @Test func fractionsOfSecondsBeforeAChangeBelongToTheOldOffset() throws {
    let zone = try ZoneFiles.zone("Europe/Berlin")
    let change = try Timestamp(parsing: "2026-10-25T01:00:00Z")
    #expect(zone.offsetSeconds(at: Timestamp(microseconds: change.microseconds - 1)) == 7_200)
    #expect(zone.offsetSeconds(at: change) == 3_600)
  }

  @Test func universalTimeNeedsNoFile() {
    #expect(TimeZoneData.utc.offsetSeconds(at: Timestamp(seconds: 1_800_000_000)) == 0)
    #expect(TimeZoneData.utc.name == "UTC")
  }

  @Test func damagedFilesAreRefusedWithTheReason() throws {
    let intact = try FileContents.read("\(ZoneFiles.folder)/Europe/Berlin")
    func reason(_ bytes: [UInt8]) -> String {
      do {
        _ = try TimeZoneData(name: "Test/Zone", tzif: bytes)
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(reason(intact) == "accepted")
    #expect(reason([]).contains("it ends too early"))
    #expect(
      reason(Array("not a zone file at all, but long enough to have a header".utf8)).contains("is not a zone file"))
    var version = intact
    version[4] = UInt8(ascii: "9")
    #expect(reason(version).contains("unknown version"))
    #expect(reason(Array(intact.dropLast())).contains("rule for later years is missing"))
    #expect(reason(intact.dropLast() + Array("x\n".utf8)).contains("rule for later years is 'CET-1CEST"))
    // No prefix of a file may be taken for the whole, and none may end the process.
    for length in stride(from: 0, to: intact.count - 1, by: 7) {
      #expect(reason(Array(intact.prefix(length))) != "accepted", "\(length) bytes")
    }
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      var damaged = intact
      damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      if let zone = try? TimeZoneData(name: "Test/Zone", tzif: damaged) {
        #expect(abs(zone.offsetSeconds(at: Timestamp(seconds: 1_700_000_000))) <= 100_000)
      }
    }
  }

  @Test func filesOfTheFirstVersionAreRead() throws {
    let zone = try TimeZoneData(name: "Test/One", tzif: ZoneFileBuilder().bytes(version: 0))
    #expect(zone.offsetSeconds(at: Timestamp(seconds: 999)) == 0)
    #expect(zone.offsetSeconds(at: Timestamp(seconds: 1_000)) == 3_600)
    #expect(zone.offsetSeconds(at: Timestamp(seconds: 5_000_000_000)) == 3_600)
  }

  @Test func impossibleContentsAreRefused() {
    func code(_ builder: ZoneFileBuilder, version: UInt8 = UInt8(ascii: "2")) -> TenantErrorCode? {
      do {
        _ = try TimeZoneData(name: "Test/Zone", tzif: builder.bytes(version: version))
        return nil
      } catch {
        return (error as? TenantError)?.code
      }
    }
    #expect(code(ZoneFileBuilder()) == nil)
    #expect(code(ZoneFileBuilder(instants: [1_000, 1_000], kinds: [1, 0])) == .fileUnreadable)
    #expect(code(ZoneFileBuilder(instants: [1_000], kinds: [2])) == .fileUnreadable)
    #expect(code(ZoneFileBuilder(offsets: [0, 100_000])) == .fileUnreadable)
    #expect(code(ZoneFileBuilder(leapSeconds: 1)) == .fileUnreadable)
    #expect(code(ZoneFileBuilder(offsets: [])) == .fileUnreadable)
  }

  @Test(arguments: [
    // Rule, instant, offset in seconds.
    ("<-03>3", "2030-07-01", -10_800), ("EST5", "2030-07-01", -18_000),
    ("XXX3EDT4,0/0,J365/23", "2030-07-01", -14_400), ("XXX3EDT4,0/0,J365/23", "2031-01-01T03:30:00Z", -14_400),
    ("AAA0BBB,J60/0,J61/0", "2028-02-29T12:00:00Z", 0), ("AAA0BBB,J60/0,J61/0", "2028-03-01T12:00:00Z", 3_600),
    ("AAA0BBB,59/0,60/0", "2028-02-29T12:00:00Z", 3_600), ("AAA0BBB,59/0,60/0", "2027-03-01T12:00:00Z", 3_600),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2030-01-01", 0), ("IST-1GMT0,M10.5.0,M3.5.0/1", "2030-07-01", 3_600),
    ("AAA-5:30:15", "2030-01-01", 19_815), ("AAA0BBB-2,M3.1.0,M10.1.0", "2030-07-01", 7_200),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2030-03-30T01:00:00Z", 10_800),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2030-03-29T23:59:59Z", 7_200),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2030-03-31T01:00:00Z", -3_600),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2030-03-31T00:59:59Z", -7_200),
  ])
  func rulesApplyAfterTheTable(rule: String, instant: String, offset: Int) throws {
    let file = ZoneFileBuilder(instants: [], kinds: [], footer: rule).bytes(version: UInt8(ascii: "3"))
    let zone = try TimeZoneData(name: "Test/Rule", tzif: file)
    #expect(zone.offsetSeconds(at: try Timestamp(parsing: instant)) == offset)
  }

  @Test(arguments: [
    "X3", "EST", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0",
    "EST5EDT,M3.2.7,M11.1.0",
    "EST5EDT,M3.2,M11.1.0", "EST5EDT,J0,J365", "EST5EDT,366,1", "EST25", "EST5:60", "EST5:00:60", "<X>5", "<ABC5",
    "EST5,",
    "EST5EDT,M3.2.0/168,M11.1.0", "EST5EDT,M3.2.0,M11.1.0 ", "EST5EDT4:,M3.2.0,M11.1.0", "E5T5",
    "EST5EDT,M3.2.0M11.1.0",
  ])
  func malformedRulesAreRefused(rule: String) {
    #expect(throws: TenantError.self) {
      try TimeZoneData(name: "Test/Rule", tzif: ZoneFileBuilder(footer: rule).bytes(version: UInt8(ascii: "2")))
    }
  }
}

/// Writes zone files: one type, a change to another, and whatever a test wants to be wrong.
struct ZoneFileBuilder {
  var instants: [Int64] = [1_000]
  var kinds: [UInt8] = [1]
  var offsets: [Int32] = [0, 3_600]
  var leapSeconds: UInt32 = 0
  var footer = ""

  func bytes(version: UInt8) -> [UInt8] {
    if version == 0 { return header(version) + body(timeSize: 4) }
    return header(version) + body(timeSize: 4) + header(version) + body(timeSize: 8) + Array("\n\(footer)\n".utf8)
  }

  private func header(_ version: UInt8) -> [UInt8] {
    var bytes = Array("TZif".utf8)
    bytes.append(version)
    bytes.append(contentsOf: [UInt8](repeating: 0, count: 15))
    for count in [0, 0, leapSeconds, UInt32(instants.count), UInt32(offsets.count), 4] {
      bytes.append(contentsOf: Self.big(count))
    }
    return bytes
  }

  private func body(timeSize: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for instant in instants {
      bytes.append(contentsOf: timeSize == 4 ? Self.big(UInt32(truncatingIfNeeded: instant)) : Self.big(instant))
    }
    bytes.append(contentsOf: kinds)
    for offset in offsets {
      bytes.append(contentsOf: Self.big(offset))
      bytes.append(contentsOf: [0, 0])
    }
    bytes.append(contentsOf: Array("ABC\0".utf8))
    bytes.append(contentsOf: [UInt8](repeating: 0, count: Int(leapSeconds) * (timeSize + 4)))
    return bytes
  }

  private static func big(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian, Array.init)
  }
}
