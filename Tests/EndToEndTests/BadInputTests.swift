// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport
import TenantctlCommands
import Testing

/// Bad input to every command: a documented status, one clear sentence, and a store as whole as before.
@Suite struct BadInputTests {
  private static let hostileWords = [
    "", "no-such-thing", "NOT-A-SLUG", String(repeating: "a", count: 41), String(repeating: "x", count: 5_000),
    "caf\u{E9}", "\u{FF41}\u{FF42}\u{FF43}", "a\u{0}b", "../../etc/passwd", "t_00000000000000000000000000", "t_zzz",
    "a_c%", "'; DROP TABLE tenant; --",
    "99999999999999999999999999", "-1", "1e9", "NaN", "%s%n", "\u{1B}[2J", "billing:", "2024-13-45", "100/fortnight",
  ]

  private let writingFiles = [["backup"], ["tenant", "export"], ["tenant", "offboard"], ["upgrade"]]

  private func expectCivil(_ result: CommandResult, _ line: [String]) {
    let text = line.joined(separator: " ").prefix(200)
    #expect((0...10).contains(result.status), "\(text): status \(result.status)")
    guard result.status != 0 && result.status != 10 else { return }
    let lines = result.errors.split(separator: "\n")
    let error = lines.filter { $0.hasPrefix("error: ") }
    #expect(error.count == 1, "\(text): \(result.errors.prefix(400))")
    #expect(!result.errors.contains("\u{1B}"), "\(text): an escape sequence reached the terminal")
    #expect(
      !result.errors.contains("SQLITE") && !result.errors.contains("TenantError("),
      "\(text): \(result.errors.prefix(400))")
    #expect(result.status != 1 || !result.errors.contains("unexpected fault"), "\(text): \(result.errors.prefix(400))")
  }

  @Test(arguments: CommandTree.leaves.map(\.path))
  func everyWordOfACommandMayBeWrong(path: [String]) throws {
    let leaf = try #require(CommandTree.leaves.first { $0.path == path })
    guard let example = leaf.examples.first(where: { !$0.contains("|") && !$0.contains(">") }) else { return }
    let words = Array(CommandHarness.words(example).dropFirst(1 + path.count))
    let harness = try CommandHarness()
    // Parsing is slow in a debug build, so each place meets some of the words; over all places every word is used often.
    var next = path.joined().utf8.reduce(0) { ($0 * 31 + Int($1)) % 1_009 }
    for position in words.indices where !words[position].hasPrefix("-") {
      for _ in 0..<4 {
        var line = words
        line[position] = Self.hostileWords[next % Self.hostileWords.count]
        next += 1
        // What is written by accident must stay in the test's folder.
        if writingFiles.contains(path) { line[position] = harness.store.folder.file("x") + "/" + line[position] }
        expectCivil(harness.run(path + line + ["--store", harness.store.path]), path + line)
      }
    }
    #expect(try harness.store.read { try $0.verifyJournal() }.isIntact)
    #expect(try StateStore.examine(path: harness.store.path).allSatisfy { $0.severity != .error })
  }

  @Test(
    arguments: CommandTree.leaves.map(\.path).filter { path in
      // These need no store.
      !["help", "error", "init", "config"].contains(path[0]) && path != ["isolation", "sql"]
    })
  func everyCommandRefusesWhatIsNoStore(path: [String]) throws {
    let leaf = try #require(CommandTree.leaves.first { $0.path == path })
    guard let example = leaf.examples.first(where: { !$0.contains("|") && !$0.contains(">") }) else { return }
    let words = Array(CommandHarness.words(example).dropFirst())
    let harness = try CommandHarness()
    let folder = try TemporaryFolder()
    let bytes = try FileContents.read(harness.store.path)
    let stores = try [
      folder.file("missing.db"), folder.write("", to: "empty.db"),
      folder.write("this is no database, it only pretends to be one\n", to: "text.db"),
      folder.write(Array(bytes.prefix(1_000)), to: "cut.db"), folder.path,
    ]
    // Without a store the built-in tiers are simulated.
    for store in stores where path != ["restore"] && (path != ["simulate"] || store != stores[0]) {
      let before = (try? FileContents.read(store)) ?? []
      let result = harness.run(words + ["--store", store, "--no-input"])
      // A file named by the example may be missing too, and is looked at first by some commands.
      #expect([1, 2, 8].contains(result.status), "\(example) on \(store): \(result.status) \(result.errors)")
      #expect(result.errors.hasPrefix("error: "), "\(example): \(result.errors)")
      #expect(((try? FileContents.read(store)) ?? []) == before, "\(example) wrote to \(store)")
    }
  }
}
