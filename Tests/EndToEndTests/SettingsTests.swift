// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantTestSupport
import Testing

/// What the built program takes from the world around it: files, variables, the current folder, signals.
@Suite struct SettingsTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    _ = try store.administration().onboard(.sample("acme"))
  }

  @Test func filesAreFoundFromTheFolderAndTheHome() throws {
    let program = try BuiltProgram.path("tenantctl")
    let script = """
      cd '\(store.folder.path)' && mkdir -p .git deep .config/tenantctl
      echo '{"store": "state.db"}' > .tenantctl.json
      echo '{"output": "csv", "noHeader": true}' > .config/tenantctl/config.json
      cd deep && '\(program)' tenant list --fields slug --project
      '\(program)' config show --fields value --filter setting=store
      """
    let result = try BuiltProgram.run(
      "/bin/sh", ["-c", script], environment: ["HOME": store.folder.path, "PATH": "/usr/bin:/bin"])
    #expect(result.output == "acme\n\(store.folder.path)/.local/state/tenantctl/state.db\n", "\(result.errors)")
  }

  @Test func watchingGoesOnUntilItIsInterrupted() throws {
    let program = try BuiltProgram(
      BuiltProgram.path("tenantctl"),
      ["tenant", "show", "acme", "--watch", "--interval", "100ms", "--fields", "state"],
      environment: ["TENANTCTL_STORE": store.path])
    #expect(program.readLine() == "{\"state\":\"active\"}")
    #expect(try BuiltProgram.tenantctl(["tenant", "suspend", "acme"], store: store.path).status == 0)
    #expect(program.readLine() == "{\"state\":\"suspended\"}")
    program.signal(SIGINT)
    let result = program.finish()
    #expect(result.status == 128 + SIGINT && result.output == "" && result.errors == "")
  }
}
