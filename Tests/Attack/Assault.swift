// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport

/// Tries all attacks, and prints a line about each.
struct Assault {
  /// What the named tests have found; `nil` in a build that lacks a wall, which they are not made for.
  let tests: NamedTests?
  /// The wall that this build does without.
  let without: Wall?

  /// What has become of one attack.
  private struct Findings {
    var walls: Set<Wall> = []
    var breaches: [String] = []
    /// What got through where the only wall that refuses it was left out.
    var opened: [String] = []
    var skipped: [String] = []
    var tried = 0
  }

  /// Attacks.
  ///
  /// - Returns: Whether nothing got through; in a build without a wall, whether exactly that did which no other wall refuses.
  func run() throws -> Bool {
    let compiled = try CompileFailures.results()
    for control in compiled where control.number == nil {
      if let fault = control.fault { throw TestSupportFault("'\(control.name)' has to compile: \(fault)") }
    }
    var (breaches, opened, skipped) = (0, 0, 0)
    for attack in Attacks.all {
      let findings = try findings(of: attack, compiled)
      breaches += findings.breaches.count
      opened += findings.opened.count
      skipped += findings.skipped.count
      say(line(about: attack, findings))
      for text in findings.breaches + findings.opened + findings.skipped { say("       \(text)") }
    }
    if let fault = tests?.fault {
      breaches += 1
      say(fault)
    }
    guard let without else {
      let untried = skipped == 0 ? "" : ", but \(skipped) tests were skipped"
      say(breaches == 0 ? "nothing got through\(untried)" : "an attack got through, or was not tried")
      return breaches == 0
    }
    say("without \(without): \(opened) attempts got through that it alone refuses, and \(breaches) others")
    // A wall that nothing leans on would be no wall, or this build still has it.
    return breaches == 0 && opened > 0
  }

  private func findings(of attack: Attack, _ compiled: [CompileFailures.Result]) throws -> Findings {
    var findings = Findings()
    for attempt in attack.attempts {
      findings.tried += 1
      let isOpen = without.map { attempt.walls == [$0] } ?? false
      switch (try attempt.run(Arena(seed: UInt64(attack.number))), isOpen) {
      case (.refused, false): findings.walls.formUnion(attempt.walls.filter { $0 != without })
      case (.refused, true): findings.breaches.append("\(attempt.name): refused, though its only wall was left out")
      case (.gotThrough(let what), false): findings.breaches.append("\(attempt.name): \(what)")
      case (.gotThrough(let what), true): findings.opened.append("\(attempt.name): \(what)")
      }
    }
    for program in compiled where program.number == attack.number {
      findings.tried += 1
      if let fault = program.fault { findings.breaches.append("\(program.name): \(fault)") }
      findings.walls.insert(.types)
    }
    if let tests { add(tests.outcomes(of: attack), to: &findings) }
    if findings.tried == 0, attack.absent == nil, tests != nil { findings.breaches.append("nothing was tried") }
    return findings
  }

  private func add(_ outcomes: [(name: String, outcome: NamedTests.Outcome?)], to findings: inout Findings) {
    for (name, outcome) in outcomes {
      switch outcome {
      case .passed:
        findings.tried += 1
        if findings.walls.isEmpty { findings.walls.insert(.rules) }
      case .failed:
        findings.tried += 1
        findings.breaches.append("test \(name) failed")
      case .skipped(let reason) where NamedTests.excuses.contains(reason):
        findings.skipped.append("test \(name) was skipped: \(reason)")
      case .skipped(let reason):
        findings.breaches.append("test \(name) was skipped: \(reason)")
      case nil:
        findings.breaches.append("test \(name) was not run")
      }
    }
  }

  private func line(about attack: Attack, _ findings: Findings) -> String {
    let number = attack.number < 10 ? " \(attack.number)" : "\(attack.number)"
    let outcome: String
    if !findings.breaches.isEmpty {
      outcome = "GOT THROUGH"
    } else if let without, !findings.opened.isEmpty {
      outcome = "open without \(without)"
    } else if findings.tried > 0 {
      let walls = Wall.allCases.filter(findings.walls.contains).map(\.rawValue).joined(separator: ", ")
      outcome = "refused by \(walls) (\(findings.tried) tried)"
    } else {
      outcome = "not applicable yet: \(attack.absent ?? "only its tests try it, in a build with all walls")"
    }
    return "\(number)  \(attack.title): \(outcome)"
  }

  private func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}
