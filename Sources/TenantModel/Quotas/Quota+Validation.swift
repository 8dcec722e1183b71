// SPDX-License-Identifier: Apache-2.0

extension Quota {
  /// The greatest limit of a rate whose windows roll: its state has 24 bits for a count.
  public static let greatestRollingLimit: Int64 = 16_777_215
  /// How many alerts a quota has at most.
  static let maximumAlerts = 16

  /// Checks that the properties go together.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, naming the first that does not.
  public func validate() throws {
    if let limit = allowance.limit, limit < 0 { throw fault("'\(limit)' is not a limit", "use 0 or more") }
    try validateRate()
    if onExceed.action == .delay, kind == .period {
      throw fault(
        "a request cannot be delayed until the period ends", "use reject, degrade or allow-and-bill for a period")
    }
    if onExceed.action == .allowAndBill, kind != .period {
      throw fault("only a period can be exceeded and billed", "use reject, delay or degrade, or a window like /month")
    }
    if failurePolicy == .localShare, kind != .rate {
      throw fault("only a rate has a local share", "use deny, last-lease or allow:AMOUNT/DURATION")
    }
    if onChange != .preserveUsed, kind != .rate || mode == .rolling {
      throw fault(
        "what was counted stays counted, so '\(onChange.rawValue)' is no strategy for it",
        "only rates of the modes bucket and hard have one; 'tenantctl quota grant' gives more at once")
    }
    try validateAlerts()
    guard (0...100).contains(shadow) else {
      throw fault("'\(shadow)' is not a share of the tenants", "use 0 to 100, in percent")
    }
  }

  private func validateRate() throws {
    if let burst {
      guard kind == .rate, allowance.limit != nil else {
        throw fault(
          "a burst of '\(burst)' needs a limited rate", "give an allowance like 100/s, or leave out the burst")
      }
      guard burst >= 1 else { throw fault("'\(burst)' is not a burst", "use 1 or more") }
    }
    guard mode != .bucket else { return }
    guard kind == .rate else {
      throw fault("only a rate has the mode '\(mode.rawValue)'", "give an allowance like 100/s, or leave out the mode")
    }
    guard mode == .rolling else { return }
    if let burst {
      throw fault(
        "a rolling rate has no burst of '\(burst)'", "leave out the burst: the whole limit can be used at once")
    }
    if let limit = allowance.limit, limit > Self.greatestRollingLimit {
      throw fault(
        "a rolling rate cannot count to '\(limit)'", "use at most \(Self.greatestRollingLimit), or the mode hard")
    }
  }

  private func validateAlerts() throws {
    guard alerts.count <= Self.maximumAlerts else {
      throw fault("\(alerts.count) alerts are too many", "use at most \(Self.maximumAlerts)")
    }
    var last = 0
    for alert in alerts {
      guard (1...1_000).contains(alert) else {
        throw fault("'\(alert)' is not an alert", "use 1 to 1000, in percent of the limit")
      }
      guard alert > last else {
        throw fault("the alert '\(alert)' does not follow '\(last)'", "name each percentage once, in ascending order")
      }
      last = alert
    }
  }

  private func fault(_ message: String, _ hint: String) -> TenantError {
    TenantError(.invalidValue, "quota '\(key)': \(message)", hint: hint, details: ["quota": key.rawValue])
  }
}
