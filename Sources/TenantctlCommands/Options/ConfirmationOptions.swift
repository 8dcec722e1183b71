// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantModel
import TerminalOutput

/// The option that answers a moderate prompt.
package struct YesOption: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Answer the question with yes.")
  package var yes = false

  package init() {}
}

/// The option that answers a severe prompt.
package struct ConfirmOption: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Answer the question by repeating the name.", valueName: "name"))
  package var confirm: String?

  package init() {}
}

extension CommandContext {
  /// Asks a moderate question, unless it is answered already.
  ///
  /// - Parameters:
  ///   - question: The question, without question mark's answer choices.
  ///   - option: Whether the operator said yes beforehand.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/aborted`` where the answer is no, and
  ///   ``TenantErrorCode/confirmationRequired`` where nobody can answer.
  package func confirm(_ question: String, _ option: YesOption) throws {
    if option.yes || change?.dryRun == true { return }
    try requireAnswerable(flag: "--yes")
    try errors.write("\(question) [y/N] ")
    try errors.flush()
    let answer = readLine()?.lowercased()
    guard answer == "y" || answer == "yes" else { throw Self.aborted }
  }

  /// Asks for the name of what is to be destroyed, unless it is given already.
  ///
  /// - Parameters:
  ///   - warning: What will be lost.
  ///   - name: The name to repeat.
  ///   - option: What the operator repeated beforehand.
  /// - Throws: As ``confirm(_:_:)``; also ``TenantErrorCode/confirmationRequired`` where the given name is another one.
  package func confirm(_ warning: String, name: String, _ option: ConfirmOption) throws {
    if change?.dryRun == true { return }
    if let given = option.confirm {
      guard given == name else {
        throw TenantError(
          .confirmationRequired, "--confirm '\(given)' does not name '\(name)'",
          hint: "repeat the exact name to confirm", details: ["given": given, "expected": name])
      }
      return
    }
    try requireAnswerable(flag: "--confirm \(name)")
    try errors.write("\(warning)\ntype '\(name)' to go on: ")
    try errors.flush()
    guard readLine() == name else { throw Self.aborted }
  }

  private func requireAnswerable(flag: String) throws {
    guard isInputTerminal, !settings.noInput else {
      throw TenantError(
        .confirmationRequired, "a confirmation is needed and nobody can be asked", hint: "add \(flag)")
    }
  }

  private static var aborted: TenantError {
    TenantError(.aborted, "aborted; nothing was changed")
  }
}
