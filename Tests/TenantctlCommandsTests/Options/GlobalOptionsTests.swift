// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import TenantctlCommands
import Testing

@Suite struct GlobalOptionsTests {
  /// Every option that can be set by a variable says by which, and every variable of a setting is some option's.
  @Test func helpNamesTheVariableOfEachOption() throws {
    let harness = try CommandHarness()
    let help = harness.run("tenant update --help").output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for name in SettingName.allCases {
      #expect(
        help.contains("[env: \(name.variable)]") || help.contains("[env: \(name.variable), ")
          || help.contains(", \(name.variable), "), "\(name.variable)")
    }
  }

  @Test func onlyWhatIsNoKeyIsLeftOutOfFiles() {
    #expect(SettingName.allCases.filter { !$0.isKey } == [.fields, .project])
  }
}
