// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantTestSupport
import Testing

/// Contexts and keys between processes of the built program.
@Suite struct ContextProcessTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    _ = try store.administration().onboard(.sample("acme"))
    _ = try BuiltProgram.tenantctl(["key", "rotate", "--yes"], store: store.path)
  }

  /// Runs the same words in several processes at the same time.
  private func together(_ count: Int, _ words: [String]) throws -> [CommandResult] {
    let programs = try (0..<count).map { _ in
      try BuiltProgram(
        BuiltProgram.path("tenantctl"), words + ["--busy-timeout", "60"], environment: ["TENANTCTL_STORE": store.path])
    }
    return programs.map { $0.finish() }
  }

  @Test func ofManyWhoUseAContextUpOneDoes() throws {
    let issued = try BuiltProgram.tenantctl(
      [
        "context", "issue", "acme", "--audience", "a.b/exports", "--subject", "u", "--purpose", "p", "--life", "300",
        "-q",
      ],
      store: store.path)
    let token = try store.folder.write(issued.output, to: "token")
    let results = try together(8, ["context", "verify", token, "--audience", "a.b/exports", "--single-use"])
    #expect(results.count { $0.status == 0 } == 1)
    #expect(results.count { $0.status == 5 && $0.errors.contains("it was used before") } == 7)
  }

  @Test func ofManyRotationsEachLeavesOneKeyThatSigns() throws {
    let results = try together(4, ["key", "rotate", "--yes"])
    #expect(results.allSatisfy { $0.status == 0 }, "\(results.map(\.errors))")
    for state in ["active", "next"] {
      let found = try BuiltProgram.tenantctl(["key", "list", "-q", "--filter", "state=\(state)"], store: store.path)
      #expect(found.output.split(separator: "\n").count == 1)
    }
    #expect(try BuiltProgram.tenantctl(["doctor"], store: store.path).status == 0)
  }

  /// A context goes from process to process by standard input and output, as services would pass it.
  @Test func aContextIsPassedFromProcessToProcess() throws {
    let issued = try BuiltProgram.tenantctl(
      ["context", "issue", "acme", "--audience", "a.b/edge", "--subject", "u", "--purpose", "p", "--hops", "1", "-q"],
      store: store.path)
    let exchanged = try BuiltProgram.tenantctl(
      ["context", "exchange", "-", "--audience", "a.b/edge", "--for", "a.b/orders", "-q"], store: store.path,
      input: issued.output)
    let verified = try BuiltProgram.tenantctl(
      ["context", "verify", "-", "--audience", "a.b/orders", "--tenant", "acme"], store: store.path,
      input: exchanged.output)
    #expect(verified.status == 0, "\(issued.errors)\(exchanged.errors)\(verified.errors)")
    let forged = String(exchanged.output.dropLast(10)) + "AAAAAAAAA\n"
    let refused = try BuiltProgram.tenantctl(
      ["context", "verify", "-", "--audience", "a.b/orders"], store: store.path, input: forged)
    #expect(refused.status == 5 && refused.output == "")
  }
}
