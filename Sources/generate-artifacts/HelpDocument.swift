// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The command tree as the argument parser's `--experimental-dump-help` prints it, version 0.
struct HelpDocument: Decodable {
  let serializationVersion: Int
  let command: Command

  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let arguments: [Argument]?
    let subcommands: [Command]?
    let shouldDisplay: Bool?
  }

  struct Argument: Decodable, Equatable {
    let kind: String
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let isOptional: Bool
    let isRepeating: Bool
    let sectionTitle: String?
    let allValues: [String]?
    let defaultValue: String?
    let shouldDisplay: Bool

    struct Name: Decodable, Equatable {
      let kind: String
      let name: String

      var word: String { kind == "short" ? "-\(name)" : "--\(name)" }
    }
  }

  static func parse(_ text: String) throws -> HelpDocument {
    let document = try JSONDecoder().decode(HelpDocument.self, from: Data(text.utf8))
    guard document.serializationVersion == 0 else {
      throw GeneratorFault("the argument parser's help has version \(document.serializationVersion), not 0")
    }
    return document
  }
}

struct GeneratorFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
