// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport

/// Texts as stored data may hold them at worst.
enum HostileText {
  /// Characters that terminals, CSV, JSON and tables give a meaning to, and characters of every width.
  static let alphabet: [String] = [
    "a", "Z", "0", "-", "=", " ", ",", "\"", "'", "\\", "\n", "\r", "\r\n", "\t", "\u{0}", "\u{7}", "\u{8}", "\u{1B}",
    "\u{1B}[2J", "\u{9B}31m", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{301}",
    "\"\u{301}",
    "é", "e\u{301}", "日本", "ﾊﾝ", "한", "\u{1112}\u{1161}\u{11AB}", "👩‍👩‍👧", "🇪🇺", "❤\u{FE0F}", "\u{200D}", "ß",
    "क्षि",
  ]

  /// A text of up to ten of them.
  static func random(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...10, using: &generator)).map { _ in
      alphabet.randomElement(using: &generator) ?? ""
    }.joined()
  }

  /// Whether a text can do anything to a terminal but show characters and end lines.
  static func steersTerminal(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      scalar != "\n"
        && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
          || (0x2066...0x2069).contains(scalar.value) || scalar == "\u{2028}" || scalar == "\u{2029}")
    }
  }
}
