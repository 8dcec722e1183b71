// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// One thing that was measured.
struct Figure {
  let benchmark: String
  let subject: String
  /// `nil` where it could not be measured; then `note` says why.
  var value: Double?
  let unit: String
  /// What the same work costs the reference, in the same unit and the same run.
  var reference: Double?
  var note = ""

  /// How many times the reference the value is.
  var ratio: Double? {
    guard let value, let reference, reference > 0 else { return nil }
    return value / reference
  }
}

/// Arithmetic over repeated measurements.
enum Samples {
  /// The middle value; of an even number the lower one.
  static func median(_ samples: [Double]) -> Double { quantile(samples, 0.5) }

  /// The smallest sample that a share of all samples do not exceed.
  static func quantile(_ samples: [Double], _ share: Double) -> Double {
    guard !samples.isEmpty else { return .nan }
    let sorted = samples.sorted()
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }
}

/// Figures as a person or a program reads them.
enum FigureReport {
  static func table(_ figures: [Figure]) -> String {
    var rows = [["benchmark", "subject", "value", "unit", "reference", "ratio", "note"]]
    for figure in figures {
      rows.append([
        figure.benchmark, figure.subject, text(figure.value) ?? "skipped", figure.unit, text(figure.reference) ?? "",
        text(figure.ratio) ?? "", figure.note,
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
    return ([machine()] + lines).joined(separator: "\n")
  }

  static func json(_ figures: [Figure]) -> String {
    let rows = figures.map { figure -> JSONValue in
      .object([
        "benchmark": .string(figure.benchmark), "subject": .string(figure.subject), "value": number(figure.value),
        "unit": .string(figure.unit), "reference": number(figure.reference), "ratio": number(figure.ratio),
        "note": .string(figure.note),
      ])
    }
    return JSONValue.object(["machine": .string(machine()), "figures": .array(rows)]).description
  }

  private static func number(_ value: Double?) -> JSONValue {
    text(value).map { .number($0) } ?? .null
  }

  private static func text(_ value: Double?) -> String? {
    guard let value, value.isFinite else { return nil }
    let digits = value >= 100 ? 1.0 : 100.0
    let rounded = (value * digits).rounded() / digits
    return Int64(exactly: rounded).map(String.init) ?? String(rounded)
  }

  /// Whether the build is one without optimisation.
  static var isDebug: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }

  /// The machine and the build, without which no figure can be compared.
  private static func machine() -> String {
    let build = isDebug ? "debug build: these figures mean nothing" : "release build"
    return "\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) processors, \(processorName()), \(build)"
  }

  private static func processorName() -> String {
    guard let stream = fopen("/proc/cpuinfo", "r") else { return "unknown processor" }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 1_024)
    while fgets(&line, Int32(line.count), stream) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("model name"), let colon = text.firstIndex(of: ":") {
        return text[text.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
    }
    return "unknown processor"
  }
}
