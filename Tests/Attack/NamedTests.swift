// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What tests that try attacks have found, read from what `swift test` printed.
struct NamedTests {
  private(set) var passed: Set<String> = []
  private(set) var failed: Set<String> = []

  /// Nothing was tried.
  init() {}

  /// Reads what `swift test` printed.
  ///
  /// - Parameter text: Lines like `✔ Test name() passed after 0.1 seconds.`
  init(output text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 3, words[1] == "Test", let name = words[2].split(separator: "(").first else { continue }
      if words.contains("passed") { passed.insert(String(name)) }
      if words.contains("failed") { failed.insert(String(name)) }
    }
  }

  /// The tests of an attack that were run.
  func names(of attack: Attack) -> (passed: [String], failed: [String]) {
    let prefix = attack.number < 10 ? "attack0\(attack.number)" : "attack\(attack.number)"
    func isMeant(_ name: String) -> Bool { name.hasPrefix(prefix) || attack.tests.contains(name) }
    return (passed.filter(isMeant).sorted(), failed.filter(isMeant).sorted())
  }

  /// What `swift test --filter` must be given to run all of them.
  static var filter: String {
    (["attack[0-9][0-9]"] + Set(Attacks.all.flatMap(\.tests)).sorted().map { "/\($0)\\(" }).joined(separator: "|")
  }
}
