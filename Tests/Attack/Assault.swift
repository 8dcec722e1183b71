// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport

/// Tries all attacks, and prints a line about each.
struct Assault {
  let tests: NamedTests
  /// The wall that this build does without.
  let without: Wall?

  /// What has become of one attack.
  private struct Findings {
    var walls: [Wall] = []
    var breaches: [String] = []
    var tried = 0
  }

  /// Attacks.
  ///
  /// - Returns: Whether nothing got through; in a build without a wall, whether nothing did that another wall must hold.
  func run() throws -> Bool {
    let compiled = try CompileFailures.results()
    for control in compiled where control.number == nil {
      if let fault = control.fault { throw TestSupportFault("'\(control.name)' has to compile: \(fault)") }
    }
    var isHeld = true
    var opened = 0
    for attack in Attacks.all {
      let findings = try findings(of: attack, compiled)
      opened += findings.breaches.count
      say(line(about: attack, findings))
      for breach in findings.breaches { say("       \(breach)") }
      isHeld = isHeld && (findings.breaches.isEmpty || without != nil)
    }
    guard let without else {
      say(isHeld ? "nothing got through" : "an attack got through")
      return isHeld
    }
    // A wall that nothing leans on would be no wall, or this build still has it.
    say("without \(without): \(opened) attempts got through that it refuses")
    return opened > 0
  }

  private func findings(of attack: Attack, _ compiled: [CompileFailures.Result]) throws -> Findings {
    var findings = Findings()
    for attempt in attack.attempts {
      findings.tried += 1
      switch try attempt.run(Arena(seed: UInt64(attack.number))) {
      case .refused(let wall): findings.walls.append(wall)
      case .gotThrough(let what): findings.breaches.append("\(attempt.name): \(what)")
      }
    }
    for program in compiled where program.number == attack.number {
      findings.tried += 1
      if let fault = program.fault { findings.breaches.append("\(program.name): \(fault)") }
      findings.walls.append(.types)
    }
    let named = tests.names(of: attack)
    findings.tried += named.passed.count + named.failed.count
    findings.breaches += named.failed.map { "test \($0)" }
    if !named.passed.isEmpty, findings.walls.isEmpty { findings.walls.append(.checks) }
    return findings
  }

  private func line(about attack: Attack, _ findings: Findings) -> String {
    let number = attack.number < 10 ? " \(attack.number)" : "\(attack.number)"
    let outcome: String
    if !findings.breaches.isEmpty {
      outcome = without == nil ? "GOT THROUGH" : "open without \(without?.rawValue ?? "")"
    } else if findings.tried > 0 {
      let walls = Wall.allCases.filter(findings.walls.contains).map(\.rawValue).joined(separator: ", ")
      outcome = "refused by \(walls) (\(findings.tried) tried)"
    } else {
      outcome = "not applicable yet: \(attack.absent ?? "its tests were not run")"
    }
    return "\(number)  \(attack.title): \(outcome)"
  }

  private func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}
