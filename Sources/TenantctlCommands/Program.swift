// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TenantModel
import TerminalOutput

/// The program: words in, exit status out.
package enum Program {
  /// Parses the words, runs the command and reports a failure.
  ///
  /// - Parameters:
  ///   - arguments: The words after the program's name.
  ///   - context: The outside world.
  /// - Returns: The exit status.
  package static func run(_ arguments: [String], in context: CommandContext) -> Int32 {
    var context = context
    let status: ExitStatus
    do {
      try execute(arguments, in: &context)
      status = .success
    } catch {
      status = report(error, arguments: arguments, context: context)
    }
    do {
      try context.output.flush()
    } catch let fault as TenantError {
      return report(fault, arguments: arguments, context: context).rawValue
    } catch {
      return report(unwritable(error), arguments: arguments, context: context).rawValue
    }
    try? context.errors.flush()
    return status.rawValue
  }

  private static func execute(_ arguments: [String], in context: inout CommandContext) throws {
    let command = try LeafParser.parse(arguments) ?? Tenantctl.parseAsRoot(arguments)
    guard let leaf = command as? any TenantctlSubcommand else {
      // A noun alone, or nothing at all: its help, as the library has it.
      var other = command
      try other.run()
      return
    }
    let effect = type(of: leaf).effect
    // Whether a type conforms is a long search at the start of a process; one that only reads is spared it.
    let change = effect == .reads ? nil : (leaf as? any ChangingCommand)?.change
    let audit = effect == .reveals ? (leaf as? any RevealingCommand)?.audit : nil
    context.change = change
    context.reason = change?.reason ?? audit?.reason
    context.settings =
      leaf is HelpCommand
      ? Resolution.lenient(leaf.global, in: context)
      : try Resolution.settings(leaf.global, actor: change?.actor ?? audit?.actor, in: context)
    // As above; hardly any command is to be watched.
    if arguments.contains("--watch"), let watched = leaf as? any WatchableCommand, watched.watching.watch {
      try Watch(watched, in: context).run()
    } else {
      try leaf.run(context)
    }
  }

  private static func report(_ error: any Error, arguments: [String], context: CommandContext) -> ExitStatus {
    switch error {
    case let exit as EarlyExit:
      return exit.status
    case let fault as TenantError:
      return present(fault, arguments: arguments, context: context)
    case let fault as RecordFieldError:
      return present(
        TenantError(fault, origin: context.settings.origin(of: .fields)), arguments: arguments, context: context)
    default:
      if Tenantctl.exitCode(for: error) == .success {
        let text = Tenantctl.fullMessage(for: error)
        try? context.output.write(text.isEmpty || text.hasSuffix("\n") ? text : text + "\n")
        return .success
      }
      let message = Tenantctl.message(for: error)
      guard !message.isEmpty, Tenantctl.exitCode(for: error) == .validationFailure else {
        return present(
          TenantError(
            .internalFault, "unexpected fault: \(error)",
            hint: "report it together with the output of 'tenantctl doctor --report'"),
          arguments: arguments, context: context)
      }
      return present(
        CommandSuggestion.error(for: arguments) ?? usageError(message), arguments: arguments, context: context)
    }
  }

  private static func present(_ fault: TenantError, arguments: [String], context: CommandContext) -> ExitStatus {
    var context = context
    if context.resolvedSettings == nil {
      context.settings = Resolution.lenient(GlobalOptions.picked(from: arguments), in: context)
    }
    let report = ErrorReport(error: context.withSuggestion(fault))
    if ErrorReport.wantsJSON(
      arguments: arguments, environment: context.environment, output: context.settings.output)
    {
      try? context.errors.write(report.json)
    } else {
      try? context.errors.write(
        report.text(styler: context.styler(for: context.errors), verbose: context.settings.verbose))
    }
    return report.status
  }

  /// The library's sentence in our form: lower case, no full stop, a suggestion as a hint.
  private static func usageError(_ message: String) -> TenantError {
    var sentence = message.split(separator: "\n").first.map(String.init) ?? message
    var hint = "run the command with --help to see its options"
    if let range = sentence.firstRange(of: ". Did you mean ") {
      hint = "did you mean " + sentence[range.upperBound...]
      sentence = String(sentence[..<range.lowerBound])
    }
    while sentence.hasSuffix(".") { sentence.removeLast() }
    return TenantError(.usage, sentence.prefix(1).lowercased() + sentence.dropFirst(), hint: hint)
  }

  private static func unwritable(_ error: any Error) -> TenantError {
    TenantError(.fileUnwritable, "results cannot be written: \(error)", hint: "check where standard output goes")
  }
}

extension TenantError {
  init(_ fault: RecordFieldError, origin: SettingOrigin) {
    let place = if case .variable(let name) = origin { " in \(name)" } else { "" }
    self.init(
      .usage, "unknown field '\(fault.unknown)'\(place)",
      hint: (fault.suggestion.map { "did you mean '\($0)'? " } ?? "") + "fields are "
        + fault.available.joined(separator: ", "),
      details: ["value": fault.unknown])
  }
}
