// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantTestSupport
import Testing

/// The committed completions, driven in the shells they are for.
@Suite struct CompletionTests {
  private let store: TemporaryStore
  private let environment: [String: String]
  private let folder = PackageFolder.path + "/completions"

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    for slug in ["acme-one", "acme-two", "globex"] { _ = try store.administration().onboard(.sample(slug)) }
    let programs = try BuiltProgram.path("tenantctl").split(separator: "/").dropLast().joined(separator: "/")
    environment = [
      "TENANTCTL_STORE": store.path, "PATH": "/\(programs):/usr/local/bin:/usr/bin:/bin", "HOME": store.folder.path,
    ]
  }

  @Test(
    .enabled(if: BuiltProgram.tool("bash") != nil, "bash is not installed"),
    arguments: [
      (["tenant", "on"], "onboard"), (["tenant", "show", "acme"], "acme-one acme-two"),
      (["tenant", "list", "--lim"], "--limit"),
      (["tenant", "list", "--output", "js"], "json jsonl"), (["tenant", "onboard", "x-y", "--tier", "st"], "starter"),
      (["quota", "sho"], "show"),
    ])
  func bashOffers(words: [String], expected: String) throws {
    let bash = try #require(BuiltProgram.tool("bash"))
    let script = """
      source '\(folder)/tenantctl.bash'
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
      _tenantctl "$1" "${@: -1}" "${@: -2:1}"
      printf '%s\\n' "${COMPREPLY[@]}" | sed 's/ *$//' | sort | paste -sd ' '
      """
    let result = try BuiltProgram.run(bash, ["-c", script, "bash", "tenantctl"] + words, environment: environment)
    #expect(result.output == expected + "\n", "\(result.errors)")
  }

  @Test(arguments: ["zsh", "fish"])
  func otherShellsOfferTenantsOfTheStore(shell: String) throws {
    guard let python = BuiltProgram.tool("python3"), BuiltProgram.tool(shell) != nil else {
      // Visible in the output of the run, where a condition on one argument could not be.
      print("skipped: \(shell) or python3 is not installed")
      return
    }
    let driver = PackageFolder.path + "/Tests/ArtifactTests/drive-completion.py"
    for (line, expected) in [("tenantctl tenant show acme-", "acme-two"), ("tenantctl tenant sus", "suspend")] {
      let result = try BuiltProgram.run(python, [driver, shell, folder, line, expected], environment: environment)
      #expect(result.status == 0, "\(result.errors)")
    }
  }
}
