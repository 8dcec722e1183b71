// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport

/// What tests that try attacks have found, read from what `swift test` printed.
///
/// Which tests there must be is read from their sources, so that one that was not run is missed.
struct NamedTests {
  /// What has become of a test; where several have one name, the worst.
  enum Outcome {
    case passed
    case skipped(String)
    case failed
  }

  /// The only reason for which a test may be left out: the machine has nothing that it could be tried on.
  static let excuses: Set<String> = ["PostgreSQL is not installed"]

  /// What is wrong with the run as a whole; it tells of no test that a crash kept from its end.
  let fault: String?
  private var outcomes: [String: Outcome] = [:]
  private let declared: Set<String>

  /// Reads what `swift test` printed.
  ///
  /// - Parameter text: Lines like `✔ Test name() passed after 0.1 seconds.`
  /// - Throws: Where the sources of the tests cannot be read.
  init(output text: String) throws {
    var end: Substring?
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 3)
      guard words.count == 4, words[1] == "Test" else { continue }
      if words[2] == "run", words[3].hasPrefix("with ") { end = line }
      guard let name = words[2].split(separator: "(").first, let close = line.firstIndex(of: ")") else { continue }
      let rest = line[close...]
      switch outcomes[String(name)] {
      case .failed: continue
      case .skipped where !rest.contains(" failed after "): continue
      default: break
      }
      if rest.contains(" failed after ") {
        outcomes[String(name)] = .failed
      } else if rest.contains(" passed after ") {
        outcomes[String(name)] = .passed
      } else if rest.hasPrefix(") skipped") {
        outcomes[String(name)] = .skipped(rest.split(separator: "\"").dropFirst().first.map(String.init) ?? "")
      }
    }
    switch end {
    case nil: fault = "the tests did not come to their end"
    case .some(let line) where !line.contains(" passed after "): fault = "\(line.dropFirst(2))"
    default: fault = nil
    }
    declared = try Self.declaredTests()
  }

  /// The tests of an attack, each with what has become of it; `nil` where it was not run.
  func outcomes(of attack: Attack) -> [(name: String, outcome: Outcome?)] {
    let prefix = attack.number < 10 ? "attack0\(attack.number)" : "attack\(attack.number)"
    let names = declared.filter { $0.hasPrefix(prefix) }.union(attack.tests)
    return names.sorted().map { ($0, outcomes[$0]) }
  }

  /// What `swift test --filter` must be given to run all of them.
  static var filter: String {
    (["attack[0-9][0-9]"] + Set(Attacks.all.flatMap(\.tests)).sorted().map { "/\($0)\\(" }).joined(separator: "|")
  }

  /// The names of the tests that are named after an attack.
  private static func declaredTests() throws -> Set<String> {
    let folder = "\(PackageFolder.path)/Tests"
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let name = try Regex("func (attack[0-9][0-9]\\w+)\\(", as: (Substring, Substring).self)
    var names: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      names.formUnion(text.matches(of: name).map { String($0.output.1) })
    }
    guard !names.isEmpty else { throw TestSupportFault("there are no tests in '\(folder)'") }
    return names
  }
}
