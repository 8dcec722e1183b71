// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TenantctlCommands

@Suite struct DurationTextTests {
  @Test(
    arguments: [
      (-1, "0 ms"), (0, "0 ms"), (1, "1 ms"), (350_000_000, "350 ms"), (998_000_001, "999 ms"), (999_000_001, "1 s"),
      (2_000_000_001, "2.1 s"), (59_900_000_000, "59.9 s"), (59_900_000_001, "1 min"), (185_000_000_000, "3 min 5 s"),
      (3_600_000_000_000, "1 h"), (3_600_000_000_001, "1 h 1 min"), (86_400_000_000_000, "1 d"),
      (97_200_000_000_000, "1 d 3 h"), (Int64.max, "106752 d"),
    ])
  func durationsAreRoundedUp(nanoseconds: Int64, text: String) {
    #expect(DurationText.text(nanoseconds: nanoseconds) == text)
  }
}
