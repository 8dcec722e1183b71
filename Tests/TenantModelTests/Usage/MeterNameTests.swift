// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct MeterNameTests {
  @Test(arguments: ["a", "http.requests", "http.response_bytes", "a1-b2.c3_4", "com.example.api.v2", "x.1"])
  func namesOfTheGrammarAreTaken(text: String) throws {
    #expect(try MeterName(parsing: text).rawValue == text)
  }

  @Test(arguments: [
    "", "A", "1a", ".a", "a.", "a..b", "a._b", "_a", "a b", "a/b", "ä", "a\u{0}", "a=b", "a,b", "http.Requests",
  ])
  func otherNamesAreRefused(text: String) throws {
    let error = try usageFault { _ = try MeterName(parsing: text) }
    #expect(error.code == .invalidValue)
    #expect(error.message == "'\(text)' is not a valid meter")
  }

  @Test func hundredCharactersAreTheLimit() throws {
    let longest = String(repeating: "m", count: 100)
    #expect(try MeterName(parsing: longest).rawValue == longest)
    _ = try usageFault { _ = try MeterName(parsing: longest + "m") }
  }
}
