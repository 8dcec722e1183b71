// SPDX-License-Identifier: Apache-2.0

import TenantStore
import TenantTestSupport
import TenantctlCommands
import Testing

@Suite struct CommandTreeTests {
  @Test(arguments: CommandTree.leaves.map(\.path))
  func everyCommandSaysWhatItDoes(path: [String]) throws {
    let leaf = try #require(CommandTree.leaves.first { $0.path == path })
    let name = path.joined(separator: " ")
    #expect(!leaf.abstract.isEmpty && !leaf.abstract.hasSuffix("."), "\(name): abstract")
    #expect(!leaf.examples.isEmpty, "\(name): no examples")
    for example in leaf.examples {
      #expect(example.contains("tenantctl \(name)"), "\(name): '\(example)' is not an example of it")
    }
  }

  @Test func changingCommandsHaveADryRunAndReadingOnesDoNot() throws {
    let harness = try CommandHarness()
    for leaf in CommandTree.leaves {
      let help = harness.run(leaf.path + ["--help"])
      #expect(help.status == 0)
      #expect(
        help.output.contains("--dry-run") == [.changes, .destroys].contains(leaf.effect),
        "\(leaf.path.joined(separator: " ")): --dry-run")
      if leaf.effect == .reveals {
        #expect(help.output.contains("--reason <reason>"), "\(leaf.path.joined(separator: " ")): --reason")
      }
      if leaf.effect == .destroys {
        #expect(
          help.output.contains("--yes") || help.output.contains("--confirm"),
          "\(leaf.path.joined(separator: " ")): no confirmation")
      }
    }
  }

  /// Every example of a reading command is run over a prepared store; what it writes there would be seen as a new revision,
  /// and the store is opened for reading only, so an attempt would fail with the status for that.
  @Test func readingCommandsWriteNothing() throws {
    let harness = try CommandHarness()
    let before = try FileContents.read(harness.store.path)
    let revision = try harness.store.read { try $0.latestRevision() }
    for leaf in CommandTree.leaves where leaf.effect == .reads {
      for example in leaf.examples
      where !example.contains(">") && !example.contains("|") {
        let result = harness.run(String(example.dropFirst("tenantctl ".count)))
        #expect(result.status != 8, "\(example): \(result.errors)")
      }
    }
    #expect(try harness.store.read { try $0.latestRevision() } == revision)
    #expect(try FileContents.read(harness.store.path) == before)
  }

  /// Each example is run by a shell as it stands, in a folder of its own; what it speaks of need not exist, but every word
  /// of it must be understood.
  @Test(arguments: CommandTree.leaves.map(\.path))
  func everyWordOfEveryExampleIsUnderstood(path: [String]) throws {
    let store = try TemporaryStore()
    let leaf = try #require(CommandTree.leaves.first { $0.path == path })
    let program = try BuiltProgram.path("tenantctl")
    let folder = program.split(separator: "/").dropLast().joined(separator: "/")
    for example in leaf.examples {
      let result = try BuiltProgram.run(
        "/bin/sh", ["-c", "cd '\(store.folder.path)' && PATH=\"/\(folder):$PATH\" && \(example)"],
        environment: ["TENANTCTL_STORE": store.path])
      #expect(result.status != 2 || result.errors.contains("confirmation"), "\(example): \(result.errors)")
      #expect(result.status < 126, "\(example): \(result.errors)")
    }
  }
}
