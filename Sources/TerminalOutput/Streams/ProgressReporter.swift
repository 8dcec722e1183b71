// SPDX-License-Identifier: Apache-2.0

/// Whether and how long commands tell how far they are.
package enum ProgressMode: String, CaseIterable, Sendable {
  case auto, plain, none
}

/// Tells on a message stream how far a long command is: nothing in its first half second, then one redrawn line on a
/// terminal, or a line for each tenth where plain progress is asked for.
package final class ProgressReporter {
  private let label: String
  private let sink: any TextSink
  private let style: Style
  private let clock: () -> Int64
  private let start: Int64
  private var lastDrawn: Int64 = 0
  private var lastTenth = 0
  private var isDrawn = false

  private enum Style {
    case line, plain, silent
  }

  /// Creates a reporter.
  ///
  /// - Parameters:
  ///   - label: What is being done, like `importing`.
  ///   - sink: Where it is told.
  ///   - mode: Whether and how.
  ///   - clock: A clock that never goes back, in milliseconds.
  package init(_ label: String, sink: any TextSink, mode: ProgressMode, clock: @escaping () -> Int64) {
    self.label = label
    self.sink = sink
    self.clock = clock
    style =
      switch mode {
      case .auto: sink.isTerminal ? .line : .silent
      case .plain: .plain
      case .none: .silent
      }
    start = clock()
  }

  /// Tells how far the command is.
  ///
  /// - Parameters:
  ///   - done: Units done.
  ///   - total: Units in all, where that is known.
  ///   - count: Items done, where the units are not what a person counts.
  package func update(done: Int64, total: Int64?, count: Int64? = nil) {
    guard style != .silent else { return }
    let now = clock()
    guard now - start >= 500 else { return }
    switch style {
    case .line:
      guard now - lastDrawn >= 100 else { return }
      lastDrawn = now
      isDrawn = true
      try? sink.write("\r\u{1B}[K" + line(done: done, total: total, count: count ?? done, elapsed: now - start))
    case .plain:
      guard let total, total > 0 else { return }
      let tenth = min(10, Int(Double(done) / Double(total) * 10))
      guard tenth > lastTenth else { return }
      lastTenth = tenth
      try? sink.write("\(label): \(tenth * 10) %, \(count ?? done)\n")
    case .silent: return
    }
  }

  /// Clears the line.
  package func finish() {
    if isDrawn { try? sink.write("\r\u{1B}[K") }
    isDrawn = false
  }

  private func line(done: Int64, total: Int64?, count: Int64, elapsed: Int64) -> String {
    let rate = elapsed > 0 ? count * 1_000 / elapsed : 0
    let width = (sink.width ?? 80) - 1
    guard let total, total > 0 else { return DisplayWidth.truncate("\(label)  \(count)  \(rate)/s", to: width) }
    let share = min(1, Double(done) / Double(total))
    let filled = Int(share * 24)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
    let left = share > 0 ? Int64(Double(elapsed) * (1 - share) / share) / 1_000 : 0
    return DisplayWidth.truncate(
      "\(label)  \(bar)  \(Int(share * 100)) %  \(count)  \(rate)/s  \(left) s left", to: width)
  }
}
