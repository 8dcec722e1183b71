// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantctlCommands

/// The short way of parsing must say what the long way says.
@Suite struct LeafParserTests {
  private func dumped(_ command: any ParsableCommand) -> String {
    var text = ""
    dump(command, to: &text)
    return text
  }

  private static let commandLines = CommandTree.leaves.flatMap(\.examples).compactMap { example -> [String]? in
    let words = CommandHarness.words(example)
    let isPlain = words.first == "tenantctl" && !words.contains("|") && !words.contains("||") && !words.contains(">")
    return isPlain ? Array(words.dropFirst()) : nil
  }

  @Test func everyExampleIsParsedAsTheWholeTreeParsesIt() throws {
    for words in Self.commandLines {
      for words in [words, words + ["--store", "x.db", "--verbose", "--fields", "a,b"]] {
        let whole = try Tenantctl.parseAsRoot(words)
        let leaf = try #require(LeafParser.parse(words), "\(words)")
        #expect(dumped(leaf) == dumped(whole), "\(words)")
      }
    }
    #expect(Self.commandLines.count > 100)
  }

  @Test(arguments: [
    "", "tenant", "help", "--version", "tenant show --help", "tenant show -h", "--store x tenant show acme",
    "tenant show", "tenant shwo acme", "tenant show acme --limt 3", "tenant --store x show acme",
    "tenant show --generate-completion-script bash",
  ])
  func whateverIsNotPlainlyACommandIsLeftToTheWholeTree(_ line: String) {
    let words = CommandHarness.words(line)
    #expect(line == "help" || LeafParser.parse(words) == nil)
  }

  @Test func aliasesAndGlobalOptionsBehindTheNamesAreUnderstood() throws {
    #expect(try #require(LeafParser.parse(["tenants", "ls", "--store", "x"]) as? TenantList).global.store == "x")
    #expect(try #require(LeafParser.parse(["tenant", "get", "acme"]) as? TenantShow).tenant.text == "acme")
  }
}
