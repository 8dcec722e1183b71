// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct UsageSpanTests {
  @Test func windowsContainTheirInstantsAndAdjoin() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let instant = Timestamp(
        microseconds: Int64.random(in: -60_000_000_000_000_000...60_000_000_000_000_000, using: &random))
      for grain in UsageGrain.allCases {
        let start = grain.start(containing: instant)
        let end = grain.end(ofWindowAt: start)
        #expect(start <= instant && instant < end)
        #expect(grain.start(containing: start) == start)
        #expect(grain.start(containing: Timestamp(microseconds: end.microseconds - 1)) == start)
        #expect(grain.start(containing: end) == end)
      }
    }
  }

  @Test(arguments: [
    (UsageGrain.hour, "2015-05-17T10:05:03Z", "2015-05-17T10:00:00Z", "2015-05-17T11:00:00Z"),
    (.day, "2015-05-17T23:59:59.999999Z", "2015-05-17", "2015-05-18"),
    (.month, "2024-02-29T12:00:00Z", "2024-02-01", "2024-03-01"),
    (.month, "2023-12-31T23:00:00Z", "2023-12-01", "2024-01-01"),
    (.day, "1969-12-31T23:00:00Z", "1969-12-31", "1970-01-01"),
  ])
  func windowsAreThoseOfTheCalendar(grain: UsageGrain, instant: String, start: String, end: String) throws {
    #expect(try grain.start(containing: time(instant)) == time(start))
    #expect(try grain.end(ofWindowAt: time(start)) == time(end))
  }

  @Test func piecesAdjoinAndEachIsAlignedToWhatItIsReadFrom() throws {
    var random = SeededGenerator(seed: 8)
    let hour: Int64 = 3_600_000_000
    for _ in 0..<5000 {
      // Ends near boundaries are the interesting ones.
      let ends = (0..<2).map { _ in
        Int64.random(in: -80...80, using: &random) * hour
          + ([0, 0, 1, -1, hour / 2].randomElement(using: &random) ?? 0)
      }.sorted()
      let span = try UsageSpan(from: Timestamp(microseconds: ends[0]), until: Timestamp(microseconds: ends[1]))
      let pieces = span.pieces
      #expect(pieces.isEmpty == span.isEmpty)
      var position = span.from
      for piece in pieces {
        #expect(piece.span.from == position)
        #expect(!piece.span.isEmpty)
        position = piece.span.until
        let unit: Int64 =
          switch piece.resolution {
          case .days: 24 * hour
          case .hours: hour
          case .events: 1
          }
        #expect(piece.span.from.microseconds % unit == 0)
        #expect(piece.span.until.microseconds % unit == 0)
        // Nothing that a coarser sum covers is read finely.
        if piece.resolution == .events {
          #expect(piece.span.until.microseconds - piece.span.from.microseconds < 2 * hour)
        }
        if piece.resolution == .hours {
          #expect(piece.span.until.microseconds - piece.span.from.microseconds < 48 * hour)
        }
      }
      #expect(position == span.until || pieces.isEmpty)
    }
  }

  @Test func wholeMonthIsReadFromDaysAlone() throws {
    let span = try UsageSpan(from: time("2015-05-01"), until: time("2015-06-01"))
    #expect(span.pieces.map(\.resolution) == [.days])
    #expect(span.pieces.first?.span == span)
    #expect(UsageSpan.always.pieces.map(\.resolution) == [.days])
  }

  @Test func endBeforeStartIsRefused() throws {
    let error = try usageFault { _ = try UsageSpan(from: time("2015-05-02"), until: time("2015-05-01")) }
    #expect(error.message == "'2015-05-01T00:00:00Z' is before '2015-05-02T00:00:00Z'")
  }

  @Test(arguments: [
    ("2026", "2026-01-01", "2027-01-01"), ("2024-02", "2024-02-01", "2024-03-01"),
    ("2023-12", "2023-12-01", "2024-01-01"), ("2024-02-29", "2024-02-29", "2024-03-01"),
    ("2026-09..2026-11", "2026-09-01", "2026-12-01"), ("2026-09-30..2026", "2026-09-30", "2027-01-01"),
  ])
  func periodsAreThoseOfTheCalendar(text: String, from: String, until: String) throws {
    let span = try UsageSpan(period: text)
    #expect(try span.from == time(from))
    #expect(try span.until == time(until))
  }

  @Test func allIsAlways() throws {
    #expect(try UsageSpan(period: "all") == .always)
    #expect(try UsageSpan(period: "9999").until == UsageSpan.always.until)
  }

  @Test(arguments: [
    "", "26", "2026-1", "2026-13", "2026-02-30", "2026-11-05-01", "2026-11..", "..2026-11", "2026-11.2026-12",
    "2026-11...2026-12", "2026-11-", "+026", "All", "2026-12..2026-11", "0000",
  ])
  func otherPeriodsAreRefused(text: String) throws {
    #expect(try usageFault { _ = try UsageSpan(period: text) }.code == .invalidValue)
  }

  @Test func hourlyPiecesAdjoinAndHoldNoDays() throws {
    for (from, until) in [
      ("2026-11-01", "2026-11-03"), ("2026-11-01T00:30:00Z", "2026-11-01T00:40:00Z"),
      ("2026-11-01T00:30:00Z", "2026-11-02T05:10:00Z"), ("2026-11-01", "2026-11-01"),
    ] {
      let span = try UsageSpan(from: time(from), until: time(until))
      let pieces = span.hourlyPieces
      #expect(pieces.allSatisfy { $0.resolution != .days })
      #expect(pieces.first?.span.from ?? span.until == span.from)
      #expect(pieces.last?.span.until ?? span.from == span.until)
      for (left, right) in zip(pieces, pieces.dropFirst()) { #expect(left.span.until == right.span.from) }
      for piece in pieces where piece.resolution == .hours {
        #expect(UsageGrain.hour.start(containing: piece.span.from) == piece.span.from)
        #expect(UsageGrain.hour.start(containing: piece.span.until) == piece.span.until)
      }
    }
  }
}
