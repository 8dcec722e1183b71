// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

/// The built program: several processes on one store, and processes that die.
@Suite struct ProcessTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
  }

  private func tenantctl(_ arguments: String..., input: String = "") throws -> CommandResult {
    try BuiltProgram.tenantctl(arguments, store: store.path, input: input)
  }

  private func tenantCount() throws -> Int {
    try tenantctl("tenant", "list", "-q").output.split(separator: "\n").count
  }

  /// An import that has read some rows and waits for more, so that its transaction is open.
  private func startImport(rows: Int) throws -> BuiltProgram {
    let program = try BuiltProgram(
      BuiltProgram.path("tenantctl"),
      ["tenant", "import", "-", "--format", "csv", "--tier", "free", "--region", "eu-west-1"],
      environment: ["TENANTCTL_STORE": store.path])
    program.write("slug\n" + (1...rows).map { "imported-\($0)\n" }.joined())
    // The open transaction shows itself as a lock that others run into.
    var attempts = 0
    while try tenantctl(
      "tenant", "onboard", "probe", "--tier", "free", "--region", "eu-west-1", "-n", "--busy-timeout", "0"
    ).status != 7 {
      attempts += 1
      guard attempts < 500 else { throw TestSupportFault("the import never opened its transaction") }
    }
    return program
  }

  @Test func aKilledImportLeavesNothingAndCanBeRepeated() throws {
    let program = try startImport(rows: 3_000)
    program.signal(SIGKILL)
    #expect(program.finish().status == 128 + SIGKILL)
    #expect(try tenantCount() == 0)
    #expect(try tenantctl("doctor").status == 0)
    let rows = "slug\n" + (1...3_000).map { "imported-\($0)\n" }.joined()
    let again = try tenantctl(
      "tenant", "import", "-", "--format", "csv", "--tier", "free", "--region", "eu-west-1", input: rows)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try tenantCount() == 3_000)
    #expect(try tenantctl("journal", "verify").status == 0)
  }

  @Test func aLockHeldByAnotherProcessIsTheRetryableStatus() throws {
    let program = try startImport(rows: 10)
    let refused = try tenantctl(
      "tenant", "onboard", "acme", "--tier", "free", "--region", "eu-west-1", "--busy-timeout", "0", "--json")
    #expect(refused.status == 7)
    #expect(try JSONValue(parsing: refused.errors.dropLast())["error"]?["code"]?.string == "store.busy")
    // Reading does not wait for a writer.
    #expect(try tenantctl("tenant", "list", "--busy-timeout", "0").status == 0)
    #expect(program.finish().status == 0)
    #expect(try tenantctl("tenant", "onboard", "acme", "--tier", "free", "--region", "eu-west-1").status == 0)
  }

  @Test func manyProcessesWriteWithoutLosingAnything() throws {
    let programs = try (1...4).map { worker in
      try BuiltProgram(
        "/bin/sh",
        [
          "-c",
          "for i in 1 2 3 4 5 6 7 8; do '\(BuiltProgram.path("tenantctl"))' tenant onboard w\(worker)-$i --tier free --region eu-west-1 -q --busy-timeout 60 || exit 1; done",
        ], environment: ["TENANTCTL_STORE": store.path])
    }
    for program in programs {
      let result = program.finish()
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(try tenantCount() == 32)
    #expect(try tenantctl("journal", "verify").status == 0)
  }

  @Test func aBackupTakenWhileAWriterIsAtWorkIsWhole() throws {
    let program = try startImport(rows: 500)
    let copy = store.folder.file("copy.db")
    #expect(try tenantctl("backup", copy).status == 0)
    #expect(program.finish().status == 0)
    #expect(try BuiltProgram.tenantctl(["doctor"], store: copy).status == 0)
    #expect(try BuiltProgram.tenantctl(["tenant", "list", "-q"], store: copy).output == "")
    #expect(try tenantCount() == 500)
  }

  @Test(.enabled(if: BuiltProgram.tool("bash") != nil, "bash is not installed"))
  func aReaderThatGoesAwayEndsTheProgramSilently() throws {
    _ = try tenantctl(
      "tenant", "import", "-", "--format", "csv", "--tier", "free", "--region", "eu-west-1",
      input: "slug\n" + (1...2_000).map { "t-\($0)-\(String(repeating: "x", count: 25))\n" }.joined())
    let script = "'\(try BuiltProgram.path("tenantctl"))' tenant list -o jsonl | head -n 1; echo ${PIPESTATUS[0]}"
    let bash = try #require(BuiltProgram.tool("bash"))
    let result = try BuiltProgram.run(bash, ["-c", script], environment: ["TENANTCTL_STORE": store.path])
    #expect(result.output.hasSuffix("141\n"), "\(result.output.suffix(40))")
    #expect(result.errors == "")
  }

  @Test func resultsThatCannotBeWrittenAreAnError() throws {
    let script = "'\(try BuiltProgram.path("tenantctl"))' tier list > /dev/full"
    let result = try BuiltProgram.run("/bin/sh", ["-c", script], environment: ["TENANTCTL_STORE": store.path])
    #expect(result.status == 1 && result.errors.contains("results cannot be written"))
  }

  @Test func aStoreThatCannotGrowIsLeftAsItWas() throws {
    let rows = try store.folder.write(
      "slug,name\n" + (1...4_000).map { "t-\($0),\(String(repeating: "n", count: 150))\n" }.joined(), to: "rows.csv")
    // Ignored, the signal becomes the failure of a write, as on a full disk.
    let script = """
      trap '' XFSZ; ulimit -f 400
      '\(try BuiltProgram.path("tenantctl"))' tenant import '\(rows)' --tier free --region eu-west-1
      """
    let result = try BuiltProgram.run("/bin/sh", ["-c", script], environment: ["TENANTCTL_STORE": store.path])
    #expect(result.status == 8, "\(result.errors)")
    #expect(result.errors.contains("error: ") && result.errors.contains("hint: "))
    #expect(try tenantCount() == 0)
    #expect(try tenantctl("doctor").status == 0)
  }

  @Test(
    .enabled(if: getuid() == 0 && BuiltProgram.tool("setpriv") != nil, "needs root and setpriv to become another user"))
  func aStoreThatMayOnlyBeReadIsReadAndNotWritten() throws {
    let setpriv = try #require(BuiltProgram.tool("setpriv"))
    // Where the package was built another user may not look.
    let program = store.folder.file("tenantctl")
    _ = try BuiltProgram.run("/bin/cp", [BuiltProgram.path("tenantctl"), program])
    _ = try BuiltProgram.run("/bin/chmod", ["755", store.folder.path, program])
    _ = try BuiltProgram.run("/bin/chmod", ["644", store.path])
    func asNobody(_ words: String...) throws -> CommandResult {
      try BuiltProgram.run(
        setpriv, ["--reuid=65534", "--regid=65534", "--clear-groups", program] + words,
        environment: ["TENANTCTL_STORE": store.path])
    }
    let listed = try asNobody("tier", "list", "-q")
    #expect(listed.output == "enterprise\nfree\npro\nstarter\n", "\(listed.errors)")
    let refused = try asNobody("tier", "create", "team", "-q")
    #expect(refused.status == 8, "\(refused.errors)")
    #expect(try tenantctl("tier", "show", "team").status == 3)
  }
}
