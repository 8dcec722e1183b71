// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import TenantModel
import TenantctlCommands
import TerminalOutput

/// Runs the program in this process and returns what it prints.
func printed(_ arguments: [String]) throws -> String {
  let output = StringSink()
  let errors = StringSink()
  let context = CommandContext(
    environment: [:], output: output, errors: errors, readLine: { nil }, isInputTerminal: false,
    now: { Timestamp(microseconds: 0) }, monotonicMilliseconds: { 0 }, randomBits: { 0 }, defaultActor: "generator")
  guard Program.run(arguments, in: context) == 0 else { throw GeneratorFault(errors.text) }
  return output.text
}

func generate() throws -> [(path: String, text: String)] {
  let help = try HelpDocument.parse(printed(["--experimental-dump-help"]))
  let pages = ManualPages(root: help.command).all().map { (path: "man/\($0.name)", text: $0.text) }
  let completions = try [("bash", "tenantctl.bash"), ("zsh", "_tenantctl"), ("fish", "tenantctl.fish")].map {
    (path: "completions/\($0.1)", text: try printed(["--generate-completion-script", $0.0]))
  }
  return pages + completions
}

func content(_ path: String) -> String? {
  (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
}

func existing() throws -> Set<String> {
  Set(
    try ["man", "completions"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
    })
}

do {
  let artifacts = try generate()
  let obsolete = try existing().subtracting(artifacts.map(\.path)).sorted()
  if CommandLine.arguments.contains("--check") {
    let stale = artifacts.filter { content($0.path) != $0.text }.map(\.path) + obsolete
    guard stale.isEmpty else {
      throw GeneratorFault(
        "stale: \(stale.joined(separator: " ")); run 'swift run generate-artifacts' and commit the result")
    }
  } else {
    for artifact in artifacts { try Data(artifact.text.utf8).write(to: URL(filePath: artifact.path), options: .atomic) }
    for path in obsolete { try FileManager.default.removeItem(atPath: path) }
  }
} catch {
  try? FileSink(descriptor: STDERR_FILENO).write("generate-artifacts: \(error)\n")
  exit(1)
}
