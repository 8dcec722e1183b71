// SPDX-License-Identifier: Apache-2.0

import TerminalOutput

extension HelpTopic {
  private static let indent = 2
  /// Longer terms have their meaning on the next line.
  private static let longestTerm = 26

  /// The topic as a terminal shows it.
  ///
  /// - Parameters:
  ///   - width: Columns of a line, of which 60 to 100 are used: others would be hard to read.
  ///   - styler: Colours.
  /// - Returns: The lines, each with its line feed.
  func text(width: Int, styler: Styler) -> String {
    let width = min(100, max(60, width))
    let blocks = sections.flatMap { section in
      (section.heading.map { [styler.bold($0.uppercased())] } ?? [])
        + section.blocks.map { Self.text($0, width: width) }
    }
    return styler.bold(summary) + "\n\n" + blocks.joined(separator: "\n\n") + "\n"
  }

  private static func text(_ block: Block, width: Int) -> String {
    switch block {
    case .prose(let text): WrappedText.lines(text, width: width).joined(separator: "\n")
    case .commands(let lines), .file(let lines): lines.map { indented($0, by: indent) }.joined(separator: "\n")
    case .terms(_, let terms): list(terms, width: width)
    }
  }

  private static func list(_ terms: [(word: String, meaning: String)], width: Int) -> String {
    let column = min(longestTerm, terms.map { DisplayWidth.of($0.word) }.max() ?? 0) + 2 * indent
    return terms.map { word, meaning in
      var lines = WrappedText.lines(meaning, width: width - column).map { indented($0, by: column) }
      let head = indented(word, by: indent)
      if DisplayWidth.of(head) + indent <= column, let first = lines.first {
        lines[0] = head + first.dropFirst(DisplayWidth.of(head))
      } else {
        lines.insert(head, at: 0)
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func indented(_ line: String, by count: Int) -> String {
    String(repeating: " ", count: count) + line
  }
}
