// SPDX-License-Identifier: Apache-2.0

/// Pieces of Scalable Vector Graphics for pages that need no script and no other file.
package enum SVG {
  /// The text with everything that means something to HTML and XML replaced, and without characters XML forbids.
  package static func escape(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      case "\u{0}"..<"\t", "\u{B}", "\u{C}", "\u{E}"..<" ", "\u{7F}", "\u{FFFE}", "\u{FFFF}": safe += "\u{FFFD}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// Style rules of the charts: colours that people with colour blindness can tell apart (Okabe and Ito), on screen in
  /// light and dark, and on paper.
  package static let style = """
    .chart text { font: 13px system-ui, sans-serif; fill: currentColor; }
    .chart .title { font-weight: 600; font-size: 15px; }
    .chart .value { font-variant-numeric: tabular-nums; }
    .chart .axis { stroke: currentColor; stroke-opacity: .25; }
    .chart rect { stroke: Canvas; stroke-width: .5; }
    .s0 { fill: #0072b2; } .s1 { fill: #e69f00; } .s2 { fill: #009e73; } .s3 { fill: #cc79a7; }
    .s4 { fill: #56b4e9; } .s5 { fill: #d55e00; } .s6 { fill: #b2a400; } .s7 { fill: #8a8a8a; }
    @media print { .chart rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
    """

  /// A number of at most two decimals, written alike everywhere.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let whole = hundredths / 100
    let rest = abs(hundredths % 100)
    if rest == 0 { return String(whole) }
    let digits = rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest)
    return (hundredths < 0 && whole == 0 ? "-" : "") + "\(whole).\(digits)"
  }

  static func document(width: Int, height: Int, title: String, body: String) -> String {
    """
    <svg class="chart" role="img" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="100%" \
    aria-label="\(escape(title))"><title>\(escape(title))</title>\(body)</svg>
    """
  }

  /// Width of a character of the charts' font, on the safe side.
  static let characterWidth = 7.2

  /// The text, cut to what fits into a width.
  static func fitted(_ text: String, into width: Double) -> String {
    DisplayWidth.truncate(text, to: max(1, Int(width / characterWidth)))
  }

  /// A chart's title as it is drawn; the whole of it is the drawing's own title.
  static func heading(_ title: String, width: Int) -> String {
    escape(fitted(title, into: Double(width) * 0.9))
  }
}
