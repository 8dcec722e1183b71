// SPDX-License-Identifier: Apache-2.0

/// What keeps tenants apart.
enum Wall: String, CaseIterable {
  /// The wrong thing cannot be written down in Swift.
  case types
  /// A handle compares itself with what is bound, before it acts.
  case checks
  /// A rule or a transaction looks at what it is given, whoever asks.
  case rules
  /// What is read by the wrong one cannot be opened.
  case cryptography
  /// What is forged is not signed.
  case signatures
  /// The wrong thing cannot be spelled.
  case grammar
  /// The store's own keys and constraints do not hold it.
  case schema
  /// An operator has to name what is meant.
  case confirmation
}

/// What became of an attack.
enum Verdict {
  case refused
  case gotThrough(String)
}

/// Something that is tried against the library and the built program.
struct Attempt: Sendable {
  /// What it does, in a few words.
  let name: String
  /// The walls that each refuse it: where all of them are left out of a build, and only there, it gets through.
  let walls: Set<Wall>
  /// Tries it.
  let run: @Sendable (Arena) throws -> Verdict
}

/// One row of the list of ways in which isolation fails.
struct Attack: Sendable {
  /// Its number in the list.
  let number: Int
  /// What it tries, in a few words.
  let title: String
  /// What is tried live.
  var attempts: [Attempt] = []
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
  func trying(
    _ name: String, by walls: Wall..., run: @escaping @Sendable (Arena) throws -> Verdict
  ) -> Attack {
    var attack = self
    attack.attempts.append(Attempt(name: name, walls: Set(walls), run: run))
    return attack
  }
}
