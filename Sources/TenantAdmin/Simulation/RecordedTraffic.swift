// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// The requests of an access log, by client and second.
struct RecordedTraffic {
  /// Seconds of the requests of each client, in the order of the log.
  private(set) var clients: [String: [Int64]] = [:]
  /// Lines that are no requests.
  private(set) var rejectedLines: Int64 = 0

  /// Reads a log to its end.
  ///
  /// - Parameters:
  ///   - source: The log.
  ///   - keepGoing: Whether lines that are no requests are left out.
  ///   - onRejection: Receives each such line.
  ///   - progress: Receives how far the run is, once in a while.
  /// - Throws: `TenantError` with `invalid_row` for the first line that is no request, unless the run is to go on.
  init(
    _ source: ByteSource, keepGoing: Bool, onRejection: (TenantError) -> Void,
    progress: (TrafficReplayProgress) -> Void
  ) throws {
    let lines = try LineReader(source)
    var requests: Int64 = 0
    while true {
      do {
        let line = try lines.withNextLine { bytes in bytes.isEmpty ? nil : try AccessLogLine(bytes) }
        // Outer `nil` is the end, inner `nil` an empty line.
        guard let line else { return }
        guard let line else { continue }
        clients[line.client, default: []].append(line.time.microseconds / 1_000_000)
        requests += 1
        if requests.isMultiple(of: 65_536) {
          progress(TrafficReplayProgress(bytesRead: source.bytesRead, size: source.size, requests: requests))
        }
      } catch let error as TenantError where error.code == .invalidValue {
        let fault = lines.place.fault(error)
        guard keepGoing else { throw fault }
        rejectedLines += 1
        onRejection(fault)
      }
    }
  }

  /// First and last second; `nil` where there are no requests.
  var span: ClosedRange<Int64>? {
    var (first, last) = (Int64.max, Int64.min)
    for seconds in clients.values {
      for second in seconds { (first, last) = (min(first, second), max(last, second)) }
    }
    return first <= last ? first...last : nil
  }
}

/// The requests of one tenant, in order.
///
/// A log knows seconds. Requests of the same second are spread evenly over it, because all of them at its first instant would be a
/// burst that never was.
struct ReplayedRequests {
  private let seconds: [Int64]
  private let origin: Int64
  private var index = 0
  private var second: Int64 = .min
  private var inSecond: Int64 = 0
  private var position: Int64 = 0

  /// Takes the requests of a tenant.
  ///
  /// - Parameters:
  ///   - seconds: Their seconds, in any order.
  ///   - origin: The second at which the virtual clock has its zero.
  init(_ seconds: [Int64], origin: Int64) {
    self.seconds = seconds.sorted()
    self.origin = origin
  }

  /// The next request before an instant of the virtual clock, in nanoseconds.
  mutating func next(before end: Int64) -> Int64? {
    guard index < seconds.count else { return nil }
    if seconds[index] != second {
      second = seconds[index]
      let rest = seconds[index...]
      inSecond = Int64((rest.firstIndex { $0 != second } ?? seconds.endIndex) - index)
      position = 0
    }
    let instant = (second - origin) * 1_000_000_000 + position * 1_000_000_000 / inSecond
    guard instant < end else { return nil }
    index += 1
    position += 1
    return instant
  }
}
