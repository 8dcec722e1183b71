// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantTestSupport
import Testing

@Suite struct TimestampTests {
  @Test func printedInstantsReadBack() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<5_000 {
      // Years 0001 to 9999.
      let instant = Timestamp(
        microseconds: Int64.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &generator))
      #expect(try Timestamp(parsing: instant.description) == instant)
    }
  }

  @Test func civilDatesAgreeWithFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<3_000 {
      let days = Int.random(in: -135_000...200_000, using: &generator)
      let date = CivilDate(daysSinceEpoch: days)
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
      #expect(date.daysSinceEpoch == days)
    }
  }

  @Test(arguments: [
    ("2024-09-01", "2024-09-01T00:00:00Z"), ("2024-09-01 10:05:03", "2024-09-01T10:05:03Z"),
    ("2024-09-01T10:05:03.250000+02:00", "2024-09-01T08:05:03.25Z"),
    ("2024-02-29T23:59:59-00:30", "2024-03-01T00:29:59Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
  ])
  func theseAreInstants(text: String, expected: String) throws {
    #expect(try Timestamp(parsing: text).description == expected)
    #expect(Array(text.utf8).withUnsafeBufferPointer { Timestamp(utf8: $0) }?.description == expected)
  }

  @Test(arguments: [
    "", "2024", "2024-13-01", "2024-02-30", "2023-02-29", "2024-09-01T", "2024-09-01T24:00:00Z", "2024-09-01T10:60:00Z",
    "2024-09-01T10:05:60Z", "2024-09-01T10:05:03.Z", "2024-09-01T10:05:03.1234567Z", "2024-09-01T10:05:03+2:00",
    "2024-09-01T10:05:03Zx", "0000-01-01", " 2024-09-01", "+024-09-01",
  ])
  func theseAreNot(text: String) {
    #expect(throws: TenantError.self) { try Timestamp(parsing: text) }
  }

  @Test func advancingBeyondTheRangeIsNoInstant() {
    #expect(Timestamp(microseconds: .max).advanced(by: .seconds(1)) == nil)
    #expect(Timestamp(microseconds: 0).advanced(by: .milliseconds(1_500))?.microseconds == 1_500_000)
  }
}
