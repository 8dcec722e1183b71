// SPDX-License-Identifier: Apache-2.0

/// What keeps tenants apart.
enum Wall: String, CaseIterable {
  /// The wrong thing cannot be written down in Swift.
  case types
  /// A handle, a rule or a transaction looks before it acts.
  case checks
  /// What is read by the wrong one cannot be opened, and what is forged is not signed.
  case cryptography
  /// The wrong thing cannot be spelled.
  case grammar
  /// The store's own keys and constraints do not hold it.
  case schema
  /// An operator has to name what is meant.
  case confirmation
}

/// What became of an attack.
enum Verdict {
  case refused(by: Wall)
  case gotThrough(String)
}

/// One row of the list of ways in which isolation fails.
struct Attack: Sendable {
  /// Its number in the list.
  let number: Int
  /// What it tries, in a few words.
  let title: String
  /// Tries it against the library and the built program; each attempt has a name.
  var attempts: [(name: String, run: @Sendable (Arena) throws -> Verdict)] = []
  /// Tests that try it, besides those that are named `attack` and its number.
  var tests: [String] = []
  /// Why there is nothing to attack yet.
  var absent: String?

  init(_ number: Int, _ title: String, tests: [String] = [], absent: String? = nil) {
    self.number = number
    self.title = title
    self.tests = tests
    self.absent = absent
  }

  /// The same with one more attempt.
  func trying(_ name: String, _ run: @escaping @Sendable (Arena) throws -> Verdict) -> Attack {
    var attack = self
    attack.attempts.append((name, run))
    return attack
  }
}
