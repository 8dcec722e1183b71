// SPDX-License-Identifier: Apache-2.0

/// HTTP fields that tell a client what it may use: those of draft-ietf-httpapi-ratelimit-headers-11, those of its third draft that
/// older clients know, and `Retry-After`.
public enum RateLimitHeaders {
  /// Which fields are sent.
  ///
  /// A refused request gets `Retry-After` in every style, for that field is of HTTP itself.
  public enum Style: String, CaseIterable, Codable, Sendable {
    /// `RateLimit-Policy` and `RateLimit`.
    case ietf11
    /// `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset`.
    case draft03
    /// Those of both.
    case both
    /// No field about limits.
    case none
  }

  /// What a quota counts, as registered with the draft.
  public enum Unit: String, CaseIterable, Codable, Sendable {
    /// Requests, which needs no mention.
    case requests
    /// Bytes of the content of requests and responses.
    case contentBytes = "content-bytes"
    /// Requests that are served at the same time.
    case concurrentRequests = "concurrent-requests"
  }

  /// One quota that a request was held against.
  public struct Item: Hashable, Sendable {
    /// Name of the policy.
    public let name: String
    /// What is counted.
    public let unit: Unit
    /// What was decided.
    public let decision: QuotaDecision

    /// Creates an item.
    ///
    /// - Parameters:
    ///   - name: Name of the policy, the same in every response. What is not ASCII is written as in a URL.
    ///   - unit: What is counted.
    ///   - decision: What was decided.
    public init(name: String, unit: Unit = .requests, decision: QuotaDecision) {
      self.name = name
      self.unit = unit
      self.decision = decision
    }
  }

  /// The fields of a response.
  ///
  /// - Parameters:
  ///   - items: The quotas that the request was held against, in an order that does not change; those without a limit are not
  ///     told.
  ///   - style: Which fields are sent.
  /// - Returns: Names and values, in the order in which they are sent.
  public static func fields(for items: [Item], style: Style) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    let limited = items.filter { $0.decision.limit != nil }
    if style == .ietf11 || style == .both, !limited.isEmpty {
      fields.append(("RateLimit-Policy", limited.map(policy).joined(separator: ", ")))
      let known = limited.filter { $0.decision.remaining != nil }
      if !known.isEmpty { fields.append(("RateLimit", known.map(serviceLimit).joined(separator: ", "))) }
    }
    if style == .draft03 || style == .both { fields += draft03Fields(limited) }
    if let seconds = retryAfter(items) { fields.append(("Retry-After", String(seconds))) }
    return fields
  }

  private static func policy(_ item: Item) -> String {
    var text = "\(quoted(item.name));q=\(integer(item.decision.limit ?? 0))"
    if let window = item.decision.windowSeconds, window > 0 { text += ";w=\(integer(window))" }
    if item.unit != .requests { text += ";qu=\(quoted(item.unit.rawValue))" }
    return text
  }

  private static func serviceLimit(_ item: Item) -> String {
    let text = "\(quoted(item.name));r=\(integer(item.decision.remaining ?? 0))"
    return effectiveWindow(item).map { "\(text);t=\($0)" } ?? text
  }

  /// The limit that is closest to being used up first, then all of them: what Envoy sends.
  private static func draft03Fields(_ items: [Item]) -> [(name: String, value: String)] {
    let closest = items.min { ($0.decision.remaining ?? .max) < ($1.decision.remaining ?? .max) }
    guard let closest else { return [] }
    let policies = items.compactMap { item -> String? in
      guard let window = item.decision.windowSeconds, window > 0 else { return nil }
      return "\(integer(item.decision.limit ?? 0));w=\(integer(window));name=\(quoted(item.name))"
    }
    let limit = ([integer(closest.decision.limit ?? 0)] + policies).joined(separator: ", ")
    var fields = [(name: "X-RateLimit-Limit", value: limit)]
    if let remaining = closest.decision.remaining { fields.append(("X-RateLimit-Remaining", integer(remaining))) }
    fields.append(("X-RateLimit-Reset", String(effectiveWindow(closest) ?? 0)))
    return fields
  }

  /// Whole seconds within which no more than what is left may be used, rounded up, so that no client comes too early.
  private static func effectiveWindow(_ item: Item) -> Int64? {
    item.decision.resetsIn.map { wholeSeconds($0) }
  }

  /// Seconds after which everything that refused the request would admit it, and no refusing quota's window is still open;
  /// `nil` where nothing refused, or waiting does not help.
  private static func retryAfter(_ items: [Item]) -> Int64? {
    var seconds: Int64?
    for item in items where !item.decision.isAllowed {
      guard let wait = item.decision.retryAfter else { return nil }
      seconds = max(seconds ?? 1, wholeSeconds(wait), effectiveWindow(item) ?? 1)
    }
    return seconds
  }

  private static func wholeSeconds(_ nanoseconds: Int64) -> Int64 {
    let (seconds, rest) = max(nanoseconds, 0).quotientAndRemainder(dividingBy: 1_000_000_000)
    return rest > 0 ? seconds + 1 : seconds
  }

  /// An integer of a structured field, which has 15 digits at most.
  private static func integer(_ value: Int64) -> String {
    String(min(max(value, 0), 999_999_999_999_999))
  }

  /// A string of a structured field, printable ASCII between quotes; bytes it cannot hold are written as in a URL.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += "\\" + String(UnicodeScalar(byte))
      case 0x20...0x7E: quoted.unicodeScalars.append(UnicodeScalar(byte))
      default: quoted += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return quoted + "\""
  }
}
