// SPDX-License-Identifier: Apache-2.0

/// What happens to a request that a quota has no room for.
public struct QuotaExcessPolicy: QuotaText {
  /// What is done.
  public enum Action: String, CaseIterable, Codable, Sendable {
    /// The request is refused, and told when to come back.
    case reject
    /// It waits until there is room.
    case delay
    /// It is served with less.
    case degrade
    /// It is served, and charged.
    case allowAndBill = "allow-and-bill"
  }

  /// The longest that a request waits unless the quota says otherwise, in seconds.
  public static let usualMaximumSeconds: Int64 = 60
  /// What a degraded answer is called unless the quota says otherwise.
  public static let usualLabel = "degraded"

  /// What is done.
  public let action: Action
  /// How long a delayed request waits at most, in seconds, 1 to 86,400; `nil` means as long as is usual.
  public let maximumSeconds: Int64?
  /// What the lesser answer is called, `[a-z][a-z0-9-]{0,39}`; `nil` means ``usualLabel``.
  public let label: String?

  private init(_ action: Action, maximumSeconds: Int64? = nil, label: String? = nil) {
    self.action = action
    self.maximumSeconds = maximumSeconds
    self.label = label
  }

  /// It is refused, and told when to come back.
  public static let reject = QuotaExcessPolicy(.reject)
  /// It waits until there is room, as long as is usual.
  public static let delay = QuotaExcessPolicy(.delay)
  /// It is served with less, under the usual label.
  public static let degrade = QuotaExcessPolicy(.degrade)
  /// It is served, and charged.
  public static let allowAndBill = QuotaExcessPolicy(.allowAndBill)

  /// How long a request waits at most.
  ///
  /// - Parameter window: What the limit is per.
  /// - Returns: Seconds; where the policy does not say it, the window of a rate, but at most ``usualMaximumSeconds``. `nil`
  ///   where requests are not delayed.
  public func maximumWait(per window: QuotaWindow) -> Int64? {
    guard action == .delay else { return nil }
    if let maximumSeconds { return maximumSeconds }
    guard case .rate(let seconds) = window else { return Self.usualMaximumSeconds }
    return min(seconds, Self.usualMaximumSeconds)
  }

  /// What the lesser answer is called; `nil` where requests are not degraded.
  public var degradedLabel: String? {
    action == .degrade ? label ?? Self.usualLabel : nil
  }

  /// Reads `reject`, `delay`, `delay:DURATION`, `degrade`, `degrade:LABEL` or `allow-and-bill`.
  ///
  /// - Parameter text: The candidate, like `delay:2s`.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(parsing text: some StringProtocol) throws {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch (Action(rawValue: String(parts[0])), parts.count == 2 ? String(parts[1]) : nil) {
    case (let action?, nil): self.init(action)
    case (.delay, let duration?): self.init(.delay, maximumSeconds: try QuotaWindow.seconds(parsing: duration))
    case (.degrade, Self.usualLabel?): self.init(.degrade)
    case (.degrade, let label?) where KeyName.isValid(label): self.init(.degrade, label: label)
    default:
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not what can happen beyond a limit",
        hint: "use reject, delay, delay:DURATION like delay:2s, degrade, degrade:LABEL, or allow-and-bill",
        details: ["value": String(text)])
    }
  }

  /// The canonical text.
  public var description: String {
    if let maximumSeconds { return "\(action.rawValue):\(QuotaWindow.text(seconds: maximumSeconds))" }
    return label.map { "\(action.rawValue):\($0)" } ?? action.rawValue
  }
}

extension QuotaExcessPolicy: RawRepresentable {
  /// Decodes a policy from its text.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` where the text is no policy.
  public init(from decoder: any Decoder) throws {
    // Said here, because both conformances would do it.
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Encodes the policy as its canonical text.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// Reads the canonical text, and what else ``init(parsing:)`` accepts.
  ///
  /// - Parameter rawValue: The candidate.
  public init?(rawValue: String) {
    guard let policy = try? QuotaExcessPolicy(parsing: rawValue) else { return nil }
    self = policy
  }

  /// The canonical text.
  public var rawValue: String { description }
}
