// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct AccessLogLineTests {
  private func line(_ text: String) throws -> AccessLogLine {
    try Array(text.utf8).withUnsafeBufferPointer { try AccessLogLine($0) }
  }

  @Test func combinedLineIsRead() throws {
    let line = try line(
      #"83.149.9.216 - - [17/May/2015:10:05:03 +0000] "GET /a b HTTP/1.1" 200 203023 "http://x/" "Mozilla/5.0 (X)""#)
    #expect(line.client == "83.149.9.216")
    #expect(try line.time == time("2015-05-17T10:05:03Z"))
    #expect(line.status == 200)
    #expect(line.size == 203_023)
  }

  @Test func commonLineIsReadAndADashIsNoBody() throws {
    let line = try line(#"2001:db8::1 - frank [10/Oct/2000:13:55:36 -0730] "HEAD / HTTP/1.0" 304 -"#)
    #expect(line.client == "2001:db8::1")
    #expect(try line.time == time("2000-10-10T21:25:36Z"))
    #expect(line.size == 0)
  }

  @Test func escapedQuotesAndAnyBytesInQuotesAreSkipped() throws {
    let text = #"h - - [29/Feb/2024:23:59:60 +0530] "GET /\"x\" \\" 404 7 "\\\"" "-""#
    let line = try line(text)
    #expect(try line.time == time("2024-02-29T18:30:00Z"))
    #expect(line.size == 7)
    let bytes = Array(#"h - - [01/Jan/2024:00:00:00 +0000] "GET /"#.utf8) + [0xFF, 0x00] + Array(#"" 200 1"#.utf8)
    #expect(try bytes.withUnsafeBufferPointer { try AccessLogLine($0) }.size == 1)
  }

  @Test(arguments: ["", " x", #" "http://x/" "Mozilla/5.0 (cut"#, #" "-" "-" 0.003 upstream=1"#])
  func whatFollowsTheSizeIsNotLookedAt(rest: String) throws {
    #expect(try line(#"h - - [17/May/2015:10:05:03 +0000] "G" 200 7"# + rest).size == 7)
  }

  @Test(arguments: [
    ("", "client address is missing at byte 1"),
    ("h", "identity is missing at byte 2"),
    ("h - - 17/May/2015:10:05:03 +0000 x", "time like [17/May/2015:10:05:03 +0000] is missing at byte 7"),
    ("h - - [17/Mai/2015:10:05:03 +0000] x", "time like [17/May/2015:10:05:03 +0000] is missing at byte 7"),
    ("h - - [31/Jun/2015:10:05:03 +0000] x", "time like [17/May/2015:10:05:03 +0000] is missing at byte 7"),
    ("h - - [17/May/2015:24:05:03 +0000] x", "time like [17/May/2015:10:05:03 +0000] is missing at byte 7"),
    ("h - - [17/May/2015:10:05:03 +0060] x", "time like [17/May/2015:10:05:03 +0000] is missing at byte 7"),
    ("h - - [17/May/2015:10:05:03 +0000", "time like [17/May/2015:10:05:03 +0000] is missing at byte 7"),
    ("h - - [17/May/2015:10:05:03 +0000]", "text after the time at byte 35"),
    ("h - - [17/May/2015:10:05:03 +0000] GET", "request in quotes is missing at byte 36"),
    (#"h - - [17/May/2015:10:05:03 +0000] "GET"#, "the quote of the request is not closed at byte 40"),
    (#"h - - [17/May/2015:10:05:03 +0000] "GET\"#, "the quote of the request is not closed at byte 41"),
    (#"h - - [17/May/2015:10:05:03 +0000] "G"x"#, "text after the request at byte 39"),
    (#"h - - [17/May/2015:10:05:03 +0000] "G" 20 1"#, "status is not three digits at byte 40"),
    (#"h - - [17/May/2015:10:05:03 +0000] "G" 200"#, "size is missing at byte 43"),
    (#"h - - [17/May/2015:10:05:03 +0000] "G" 200 -1"#, "size is not a number at byte 44"),
    (#"h - - [17/May/2015:10:05:03 +0000] "G" 200 99999999999999999999"#, "size is not a number at byte 44"),
  ])
  func firstWrongPartIsNamed(text: String, message: String) throws {
    #expect(try usageFault { _ = try line(text) }.message == "not an access log line: \(message)")
  }

  @Test func clientOfInvalidTextIsRefused() throws {
    let bytes = [0xC3, 0x28] + Array(#" - - [01/Jan/2024:00:00:00 +0000] "G" 200 1"#.utf8)
    let error = try usageFault { _ = try bytes.withUnsafeBufferPointer { try AccessLogLine($0) } }
    #expect(error.message == "not an access log line: client address is not valid UTF-8 at byte 1")
  }
}
