// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalOutput

@Suite struct ProgressReporterTests {
  private final class Clock {
    var milliseconds: Int64 = 1_000
  }

  private let clock = Clock()

  private func reporter(_ sink: StringSink, _ mode: ProgressMode = .auto) -> ProgressReporter {
    let clock = clock
    return ProgressReporter("importing", sink: sink, mode: mode, clock: { clock.milliseconds })
  }

  @Test func shortCommandsTellNothing() {
    let sink = StringSink(width: 80)
    let reporter = reporter(sink)
    clock.milliseconds += 499
    reporter.update(done: 50, total: 100)
    reporter.finish()
    #expect(sink.text.isEmpty)
  }

  @Test func aTerminalHasOneRedrawnLine() {
    let sink = StringSink(width: 80)
    let reporter = reporter(sink)
    clock.milliseconds += 1_000
    reporter.update(done: 25, total: 100, count: 500)
    #expect(sink.text == "\r\u{1B}[Kimporting  ██████░░░░░░░░░░░░░░░░░░  25 %  500  500/s  3 s left")
    clock.milliseconds += 99
    let drawn = sink.text
    reporter.update(done: 26, total: 100)
    #expect(sink.text == drawn)
    clock.milliseconds += 1
    reporter.update(done: 200, total: 100)
    #expect(sink.text.contains("████████████████████████  100 %"))
    reporter.finish()
    #expect(sink.text.hasSuffix("\r\u{1B}[K"))
    let finished = sink.text
    reporter.finish()
    #expect(sink.text == finished)
  }

  @Test func aLineNeverWraps() {
    for width in [10, 20, 60] {
      let sink = StringSink(width: width)
      let reporter = reporter(sink)
      clock.milliseconds += 600
      reporter.update(done: 1, total: 3)
      clock.milliseconds += 600
      reporter.update(done: 123_456_789, total: nil)
      for line in sink.text.split(separator: "\r\u{1B}[K") { #expect(DisplayWidth.of(String(line)) < width) }
    }
  }

  @Test func withoutATotalTheCountIsTold() {
    let sink = StringSink(width: 80)
    let reporter = reporter(sink)
    clock.milliseconds += 2_000
    reporter.update(done: 10, total: nil)
    #expect(sink.text.hasSuffix("importing  10  5/s"))
  }

  @Test func aPipeIsToldNothingUnlessAskedFor() {
    let sink = StringSink()
    let automatic = reporter(sink)
    let silent = reporter(sink, .none)
    let plain = reporter(sink, .plain)
    clock.milliseconds += 600
    for done in Int64(0)...100 {
      automatic.update(done: done, total: 100)
      silent.update(done: done, total: 100)
      if done >= 15 { plain.update(done: done, total: 100) }
    }
    plain.update(done: 250, total: 100)
    plain.update(done: 1, total: nil)
    plain.update(done: 1, total: 0)
    for reporter in [automatic, silent, plain] { reporter.finish() }
    #expect(
      sink.text.split(separator: "\n") == [
        "importing: 10 %, 15", "importing: 20 %, 20", "importing: 30 %, 30", "importing: 40 %, 40",
        "importing: 50 %, 50",
        "importing: 60 %, 60", "importing: 70 %, 70", "importing: 80 %, 80", "importing: 90 %, 90",
        "importing: 100 %, 100",
      ])
  }

  @Test func hugeCountsDoNotOverflow() {
    let sink = StringSink()
    let plain = reporter(sink, .plain)
    clock.milliseconds += 600
    plain.update(done: .max / 2, total: .max)
    #expect(sink.text.contains("50 %"))
  }
}
