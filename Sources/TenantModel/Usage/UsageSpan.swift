// SPDX-License-Identifier: Apache-2.0

/// A half-open stretch of time, and how to cover it with as few stored sums as possible.
public struct UsageSpan: Hashable, Sendable {
  /// First instant.
  public let from: Timestamp
  /// First instant after the span.
  public let until: Timestamp

  /// Creates a span.
  ///
  /// - Parameters:
  ///   - from: First instant.
  ///   - until: First instant after the span; not before `from`.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the end is before the start.
  public init(from: Timestamp, until: Timestamp) throws {
    guard from <= until else {
      throw TenantError(
        .invalidValue, "'\(until)' is before '\(from)'", hint: "the end of a span comes after its start",
        details: ["from": from.description, "until": until.description])
    }
    self.from = from
    self.until = until
  }

  /// Creates a span whose end is known to come after its start.
  init(_ from: Timestamp, _ until: Timestamp) {
    self.from = from
    self.until = until
  }

  /// Every instant that can be written, from year 1 to year 9999.
  public static let always = UsageSpan(
    Timestamp(startOf: CivilDate(uncheckedYear: 1, month: 1, day: 1)),
    Timestamp(startOf: CivilDate(uncheckedYear: 10_000, month: 1, day: 1)))

  /// Whether the span holds no instant.
  public var isEmpty: Bool { from == until }

  /// What a piece of a span is read from.
  public enum Resolution: Equatable, Sendable {
    /// From the sums of whole days.
    case days
    /// From the sums of whole hours.
    case hours
    /// From the events themselves.
    case events
  }

  /// A part of a span that is read from one place.
  public struct Piece: Equatable, Sendable {
    /// Where to read it from.
    public let resolution: Resolution
    /// Its stretch of time.
    public let span: UsageSpan
  }

  /// The span in pieces that adjoin, in order of time: whole days in the middle, whole hours around them, events at ragged ends.
  ///
  /// Ends in any present-day time zone fall on quarter hours, so events are only read for ends inside an hour.
  public var pieces: [Piece] {
    var pieces: [Piece] = []
    func add(_ resolution: Resolution, _ from: Timestamp, _ until: Timestamp) {
      if from < until { pieces.append(Piece(resolution: resolution, span: UsageSpan(from, until))) }
    }
    let firstHour = Self.ceiling(from, .hour)
    let lastHour = UsageGrain.hour.start(containing: until)
    // No boundary of an hour inside: the span lies within one hour.
    guard firstHour < lastHour else {
      add(.events, from, until)
      return pieces
    }
    add(.events, from, firstHour)
    let firstDay = Self.ceiling(firstHour, .day)
    let lastDay = UsageGrain.day.start(containing: lastHour)
    if firstDay < lastDay {
      add(.hours, firstHour, firstDay)
      add(.days, firstDay, lastDay)
      add(.hours, lastDay, lastHour)
    } else {
      add(.hours, firstHour, lastHour)
    }
    add(.events, lastHour, until)
    return pieces
  }

  /// The span in pieces of which none is a day: whole hours, and events at ragged ends.
  public var hourlyPieces: [Piece] {
    let firstHour = Self.ceiling(from, .hour)
    let lastHour = UsageGrain.hour.start(containing: until)
    let cuts: [(Resolution, Timestamp, Timestamp)] =
      firstHour < lastHour
      ? [(.events, from, firstHour), (.hours, firstHour, lastHour), (.events, lastHour, until)]
      : [(.events, from, until)]
    return cuts.compactMap { resolution, from, until in
      from < until ? Piece(resolution: resolution, span: UsageSpan(from, until)) : nil
    }
  }

  private static func ceiling(_ time: Timestamp, _ grain: UsageGrain) -> Timestamp {
    let start = grain.start(containing: time)
    return start == time ? start : grain.end(ofWindowAt: start)
  }
}
