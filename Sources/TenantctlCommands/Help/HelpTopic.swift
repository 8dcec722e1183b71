// SPDX-License-Identifier: Apache-2.0

/// Something that is explained apart from any single command: by `help TOPIC` and by a page of the manual.
package struct HelpTopic: Sendable {
  /// A part of a topic.
  package struct Section: Sendable {
    /// The heading; `nil` for what comes first.
    package let heading: String?
    /// The contents, in order.
    package let blocks: [Block]

    init(_ heading: String? = nil, _ blocks: [Block]) {
      self.heading = heading
      self.blocks = blocks
    }
  }

  /// A piece of a section.
  package enum Block: Sendable {
    /// Running text.
    case prose(String)
    /// Words of a kind, and what each means.
    case terms(TermKind, [(word: String, meaning: String)])
    /// Command lines, exactly as they are typed.
    case commands([String])
    /// Lines of a file, exactly as they are written.
    case file([String])
  }

  /// What the words of a list are.
  package enum TermKind: Sendable {
    case word, variable, file
  }

  /// The word that names it.
  package let name: String
  /// One line about it, without full stop.
  package let summary: String
  /// Section of the manual.
  package let manualSection: Int
  /// Its contents.
  package let sections: [Section]

  init(_ name: String, _ summary: String, manualSection: Int = 7, _ sections: [Section]) {
    self.name = name
    self.summary = summary
    self.manualSection = manualSection
    self.sections = sections
  }

  /// All topics, in the order of the help.
  package static let all = [configuration, environment, exitCodes, filtering, formatting, store]
}
