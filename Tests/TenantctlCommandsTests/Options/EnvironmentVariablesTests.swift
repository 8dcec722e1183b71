// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import TenantctlCommands
import Testing

@Suite struct EnvironmentVariablesTests {
  /// Whatever the sources look up by name is documented, and whatever is documented is looked up.
  @Test func everyVariableThatIsReadIsDocumented() throws {
    var read: Set<String> = []
    for module in ["TenantModel", "TenantStore", "TenantRuntime", "TenantAdmin", "TenantctlCommands", "TerminalOutput"]
    {
      let folder = "\(PackageFolder.path)/Sources/\(module)"
      for case let file as String in try #require(FileManager.default.enumerator(atPath: folder))
      where file.hasSuffix(".swift") && !file.hasSuffix("EnvironmentVariables.swift") {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        for line in text.split(separator: "\n")
        where line.contains("nvironment[") || line.contains("for name in [\"USER\"") {
          read.formUnion(line.matches(of: /"([A-Z][A-Z_]+)"/).map { String($0.output.1) })
        }
      }
    }
    // These are looked up by way of the setting.
    read.formUnion(SettingName.allCases.map(\.variable))
    let documented = Set(EnvironmentVariables.all.map(\.name))
    // These two are told in the text of the variable that they stand beside.
    let beside: Set<String> = ["LOGNAME", "FORCE_COLOR"]
    // A value, not a name.
    read.remove("FRX")
    #expect(read.subtracting(documented).subtracting(beside) == [])
    #expect(documented.subtracting(read).subtracting(["NO_COLOR", "CLICOLOR_FORCE"]) == [])
    for name in beside { #expect(EnvironmentVariables.all.contains { $0.meaning.contains(name) }) }
  }
}
