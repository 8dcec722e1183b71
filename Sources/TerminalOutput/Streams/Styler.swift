// SPDX-License-Identifier: Apache-2.0

/// When to use colour.
package enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Whether a stream is coloured: the option first, then `NO_COLOR`, the forcing variables, the stream itself.
  ///
  /// See no-color.org and bixense.com/clicolors.
  package func isEnabled(environment: [String: String], isTerminal: Bool) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
      if isSet("NO_COLOR") { return false }
      if ["CLICOLOR_FORCE", "FORCE_COLOR"].contains(where: { isSet($0) && environment[$0] != "0" }) { return true }
      return isTerminal && environment["TERM"] != "dumb"
    }
  }
}

/// Colours and weights, where they are wanted; they never carry meaning alone.
package struct Styler: Sendable {
  /// Whether anything is styled.
  package let isEnabled: Bool

  /// Creates a styler.
  package init(enabled: Bool) {
    isEnabled = enabled
  }

  package func bold(_ text: String) -> String { style(text, "1") }
  package func dim(_ text: String) -> String { style(text, "2") }
  package func error(_ text: String) -> String { style(text, "1;31") }
  package func warning(_ text: String) -> String { style(text, "33") }
  package func good(_ text: String) -> String { style(text, "32") }
  package func accent(_ text: String) -> String { style(text, "36") }

  /// Colours a word that says how something stands.
  func status(_ text: String, as value: FieldValue) -> String {
    guard isEnabled, case .text(let word) = value else { return text }
    switch word {
    case "active", "accepting", "ready", "on", "ok", "completed": return good(text)
    case "suspended", "draining", "warning", "scheduled", "planned": return warning(text)
    case "offboarding", "offboarded", "retired", "error", "killed", "failed": return style(text, "31")
    default: return text
    }
  }

  private func style(_ text: String, _ code: String) -> String {
    isEnabled && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
