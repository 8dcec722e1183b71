// SPDX-License-Identifier: Apache-2.0

/// Makes control characters visible, so that stored data can never steer a terminal.
package enum ControlCharacters {
  /// The text with each control, format and line-breaking character as an escape like `\u{1b}`.
  package static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": safe += "\\n"
      case "\r": safe += "\\r"
      case "\t": safe += "\\t"
      default:
        if isUnsafe(scalar) {
          safe += "\\u{" + String(scalar.value, radix: 16) + "}"
        } else {
          safe.unicodeScalars.append(scalar)
        }
      }
    }
    return safe
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    // Marks that reorder what follows can make a text read as another one; joiners are part of ordinary writing.
    case .format: return (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    default: return false
    }
  }
}
