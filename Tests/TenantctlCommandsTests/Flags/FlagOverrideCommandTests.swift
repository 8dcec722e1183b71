// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

/// What stands above what: the kill switch, entitlement, the schedule, overrides.
extension FlagCommandTests {
  @Test func theKillSwitchStandsAboveOverrides() throws {
    harness.run("flag create beta --on")
    harness.run("flag override beta --tenant acme --variant on")
    #expect(harness.run("flag update beta --kill --reason fire").errors == "killed flag 'beta'\n")
    #expect(try evaluate("beta --tenant acme") == "off KILLED")
    #expect(harness.run("flag off beta").status == 0)
    #expect(harness.run("flag on beta").errors.contains("its kill switch is still thrown"))
    harness.run("flag update beta --unkill")
    #expect(try evaluate("beta --tenant acme") == "on OVERRIDE")
    #expect(harness.run("flag update beta --kill --unkill").status == 2)
  }

  @Test func entitlementAndScheduleStandAboveOverrides() throws {
    harness.run("flag create beta --on --entitled-tier pro --from 2020-01-01 --until 2100-01-01")
    harness.run("flag override beta --tenant globex --variant on")
    #expect(try evaluate("beta --tenant globex") == "off NOT_ENTITLED")
    #expect(try evaluate("beta --tenant acme") == "on DEFAULT")
    #expect(try evaluate("beta --tenant acme --at 2019-12-31") == "off SCHEDULED")
    harness.run("flag update beta --all-tiers --no-schedule")
    #expect(try evaluate("beta --tenant globex --at 2019-12-31") == "on OVERRIDE")
    let unknown = harness.run("flag update beta --entitled-tier platinum")
    #expect(unknown.status == 3 && unknown.errors.contains("tier 'platinum' not found"))
    #expect(harness.run("flag update beta --until 2020-01-01 --from 2021-01-01").status == 6)
  }

  @Test func aTierThatAFlagIsForStays() {
    harness.run("tier create trial")
    harness.run("flag create beta --entitled-tier trial")
    let refused = harness.run("tier delete trial --yes")
    #expect(refused.status == 4)
    #expect(refused.errors.contains("tier 'trial' is named by flag 'beta'"))
    harness.run("flag update beta --all-tiers")
    #expect(harness.run("tier delete trial --yes").status == 0)
  }

  @Test func overridesAreSetListedAndCleared() throws {
    harness.run("flag create beta --on")
    let set = harness.run("flag override beta --tenant acme --user ada --variant off --expires 2100-01-01")
    #expect(set.errors == "set flag 'beta' of user 'ada' of tenant 'acme' to 'off'\n")
    #expect(
      harness.run("flag override beta --tenant acme --user ada --variant off --expires 2100-01-01").errors
        == "unchanged\n")
    #expect(try evaluate("beta --tenant acme --user ada") == "off OVERRIDE")
    #expect(try evaluate("beta --tenant acme --user ada --at 2100-01-01") == "on STATIC")
    #expect(try evaluate("beta --tenant acme --user bob") == "on STATIC")
    harness.run("flag override beta --tenant globex --variant off")
    #expect(harness.run("flag overrides beta --quiet").output.split(separator: "\n").sorted() == ["acme", "globex"])
    let listed = try harness.json("flag overrides --tenant acme")
    #expect(listed.array?.count == 1 && listed.array?.first?["expiresAt"]?.string == "2100-01-01T00:00:00Z")
    #expect(try harness.json("flag overrides").array?.count == 2)
    #expect(harness.run("flag override beta --tenant acme --clear").errors == "unchanged\n")
    let cleared = harness.run("flag override beta --tenant acme --user ada --clear")
    #expect(cleared.errors == "cleared the override of flag 'beta' of user 'ada' of tenant 'acme'\n")
    #expect(harness.run("flag overrides beta --tenant acme").errors == "no overrides\n")
  }

  @Test func badOverridesAreRefused() {
    harness.run("flag create beta --on")
    let cases: [(String, Int32, String)] = [
      ("beta --tenant acme --variant purple", 6, "the override names variant 'purple'"),
      ("beta --tenant nobody --variant on", 3, "tenant 'nobody' not found"),
      ("other --tenant acme --variant on", 3, "flag 'other' not found"),
      ("beta --tenant acme --variant on --expires 2001-01-01", 6, "which is past"),
      ("beta --tenant acme --user '' --variant on", 2, "is not a user's identifier"),
      ("beta --tenant acme", 2, "give either --variant or --clear"),
      ("beta --tenant acme --variant on --clear", 2, "give either --variant or --clear"),
      ("beta --tenant acme --clear --expires 2100-01-01", 2, "--expires goes with --variant"),
      ("other --tenant acme --clear", 3, "flag 'other' not found"),
    ]
    for (line, status, message) in cases {
      let result = harness.run("flag override \(line)")
      #expect(result.status == status && result.errors.contains(message), "\(line): \(result.errors)")
    }
  }

  @Test func damageToAnotherFlagDoesNotStopTheKillSwitch() throws {
    harness.run("flag create beta --on")
    harness.run("flag create other --on")
    try damageDocument(of: "other")
    #expect(harness.run("flag evaluate beta --tenant acme").status == 8)
    let killed = harness.run("flag update beta --kill")
    #expect(killed.status == 0, "\(killed.errors)")
    let doctor = harness.run("doctor")
    #expect(doctor.output.contains("the document of flag 'other' does not have its checksum"))
  }

  /// Changes a letter of the document where it lies in the file.
  private func damageDocument(of key: String) throws {
    var bytes = try FileContents.read(harness.store.path)
    let needle = Array("\"key\":\"\(key)\"".utf8)
    var damaged = 0
    for start in 0...(bytes.count - needle.count) where bytes[start..<(start + needle.count)].elementsEqual(needle) {
      bytes[start + needle.count - 2] = UInt8(ascii: "x")
      damaged += 1
    }
    try #require(damaged > 0)
    try harness.store.folder.write(bytes, to: "state.db")
  }
}
