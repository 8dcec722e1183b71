// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantTestSupport
import TenantctlCommands
import Testing

/// What is wrong in configuration files and profiles is told.
extension ConfigurationTests {
  @Test func unknownProfilesAreUsageErrors() throws {
    let none = harness.run("config show --profile staging")
    #expect(none.status == 2)
    #expect(
      none.errors == """
        error: unknown profile 'staging'
        hint: no configuration file has profiles, see 'tenantctl help configuration'

        """)
    try write("{\"profiles\": {\"staging\": {}, \"live\": {}}}", to: Self.system)
    let typo = harness.run("config show --profile stagign")
    #expect(typo.status == 2)
    #expect(typo.errors == "error: unknown profile 'stagign'\nhint: did you mean 'staging'?\n")
    harness.environment["TENANTCTL_PROFILE"] = "other"
    let variable = harness.run("config show")
    #expect(variable.errors.hasSuffix("profile 'other' in TENANTCTL_PROFILE\nhint: profiles are live, staging\n"))
    harness.environment["TENANTCTL_PROFILE"] = nil
    try write("{\"profile\": \"liv\"}", to: Self.user)
    let file = harness.run("config show")
    #expect(file.status == 2 && file.errors.hasPrefix("error: unknown profile 'liv' in '\(folder.file(Self.user))'\n"))
  }

  @Test(
    arguments: [
      ("{\"output\": \"json\"", "is not valid JSON: "), ("[]", "does not hold an object"), ("", "is not valid JSON: "),
      ("{\"colour\": \"auto\"}", "unknown key 'colour'"), ("{\"colour\": 1}", "did you mean 'color'?"),
      ("{\"fields\": \"a\"}", "unknown key 'fields'"), ("{\"project\": true}", "unknown key 'project'"),
      ("{\"output\": \"xml\"}", "'xml' for key 'output' in "), ("{\"output\": 3}", "'3' for key 'output' in "),
      ("{\"quiet\": \"yes\"}", "'yes' for key 'quiet' in "), ("{\"quiet\": 1}", "is not a truth value"),
      ("{\"busyTimeout\": \"5\"}", "'5' for key 'busyTimeout' in "), ("{\"busyTimeout\": 1.5}", "use 0 to 600 seconds"),
      ("{\"busyTimeout\": 601}", "is not a busy timeout"), ("{\"store\": \"\"}", "'' for key 'store' in "),
      ("{\"actor\": \"a\\nb\"}", "is not a valid actor"), ("{\"store\": null}", "'null' for key 'store' in "),
      ("{\"profiles\": []}", "'[]' for key 'profiles' in "), ("{\"profiles\": {\"a\": 1}}", "for key 'profiles.a' in "),
      ("{\"profiles\": {\"a\": {\"quiet\": 2}}}", "'2' for key 'profiles.a.quiet' in "),
      ("{\"profiles\": {\"a\": {\"profile\": \"a\"}}}", "unknown key 'profiles.a.profile'"),
      ("{\"quiet\": true, \"quiet\": false}", "is not valid JSON: "),
    ])
  func whatIsWrongInAFileIsTold(text: String, complaint: String) throws {
    try write(text, to: Self.system)
    let result = harness.run("tier list --quiet --color auto")
    #expect(result.status == 6 && result.output == "")
    #expect(result.errors.contains(complaint), "\(result.errors)")
    #expect(result.errors.contains("'\(folder.file(Self.system))'"), "\(result.errors)")
    #expect(harness.run("help configuration").status == 0)
    #expect(harness.run("--version").status == 0)
  }

  @Test func aFileThatCannotBeReadIsNotMissing() throws {
    try FileManager.default.createDirectory(atPath: folder.file(Self.system), withIntermediateDirectories: true)
    let result = harness.run("config show")
    #expect(result.status == 1 && result.errors.hasPrefix("error: cannot read '\(folder.file(Self.system))': "))
  }
}
