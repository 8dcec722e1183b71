// SPDX-License-Identifier: Apache-2.0

/// Running text in lines of a limited width.
package enum WrappedText {
  /// Breaks a text between its words.
  ///
  /// - Parameters:
  ///   - text: Words between blanks; a line feed always ends a line.
  ///   - width: Columns of a line; a longer word has a line of its own.
  /// - Returns: The lines, without line feeds.
  package static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var lines: [String] = []
      var line = ""
      var used = 0
      for word in paragraph.split(separator: " ") {
        let wordWidth = DisplayWidth.of(String(word))
        if used > 0, used + 1 + wordWidth > width {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line += used > 0 ? " \(word)" : String(word)
        used += wordWidth + (used > 0 ? 1 : 0)
      }
      return lines + [line]
    }
  }
}
