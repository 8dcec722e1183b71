// SPDX-License-Identifier: Apache-2.0

/// Which events of a tenant to read.
public struct UsageEventFilter: Sendable {
  /// Only events that count this meter.
  public var meter: MeterName?
  /// Only events of this source.
  public var source: String?
  /// Only events that happened in this span.
  public var span = UsageSpan.always

  /// Creates a filter that keeps everything.
  public init() {}
}
