// SPDX-License-Identifier: Apache-2.0

/// Comma-separated values as RFC 4180 has them, with a line feed at the end of each line.
///
/// A value is written exactly as it is: one that starts with `=`, `+`, `-` or `@` is data, not a formula to be defused.
enum CSVLine {
  private static let special: Set<UInt8> = [
    UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
  ]

  static func text(_ cells: [String]) -> String {
    // A line of nothing at all would be read as no line.
    if cells == [""] { return "\"\"\n" }
    return cells.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    // Some readers drop blanks at the edges of a cell that has no quotes.
    guard cell.utf8.contains(where: special.contains) || cell.hasPrefix(" ") || cell.hasSuffix(" ") else { return cell }
    var text = "\""
    // By scalars: a quote followed by a combining mark is another character, but still the byte that ends a cell.
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { text.unicodeScalars.append(scalar) }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
