// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an operator says about a cost rule.
package struct CostRuleRequest: Sendable {
  /// How matching lines are shared, in the operator's words.
  package enum Method: Sendable {
    /// As the rule itself says it.
    case stated(CostMethod)
    /// By fixed shares, of tenants named as operators name them, in parts per million.
    case fixed([TenantSelector: UInt64])
  }

  /// Name of the rule.
  package let name: Slug
  /// Rank, the lowest first.
  package var priority: Int64
  /// What a line must meet, all of it.
  package var conditions: [LineCondition]
  /// How matching lines are shared.
  package var method: Method

  /// Creates a request.
  package init(
    name: Slug, priority: Int64 = CostRule.defaultPriority, conditions: [LineCondition] = [], method: Method
  ) {
    self.name = name
    self.priority = priority
    self.conditions = conditions
    self.method = method
  }

  fileprivate func rule(_ writer: StoreWriter) throws -> CostRule {
    let rule = CostRule(
      name: name, priority: priority, conditions: conditions, method: try resolved(writer),
      createdAt: writer.change.time)
    try rule.method.validate()
    return rule
  }

  private func resolved(_ reader: StoreReader) throws -> CostMethod {
    switch method {
    case .stated(let method): return method
    case .fixed(let shares):
      var resolved: [TenantID: UInt64] = [:]
      for (selector, parts) in shares {
        let tenant = try reader.requireTenant(selector)
        guard resolved.updateValue(parts, forKey: tenant.id) == nil else {
          throw TenantError(
            .invalidValue, "tenant '\(tenant.slug)' has two shares", hint: "give each tenant once, by whichever name",
            details: ["tenant": tenant.slug.rawValue])
        }
      }
      return .fixed(resolved)
    }
  }

  fileprivate var fingerprint: [String] {
    let method =
      switch method {
      case .stated(let method): "\(method)"
      case .fixed(let shares): shares.map { "\($0.key.text)=\($0.value)" }.sorted().joined(separator: ",")
      }
    return [name.rawValue, String(priority), method] + conditions.map(\.description)
  }
}

extension Administration {
  /// Creates a cost rule, or makes an existing one say something else; attributed months stay as they are.
  ///
  /// - Throws: ``TenantError`` where a tenant is unknown, the rule has another version, or its shares are impossible.
  package func setCostRule(_ request: CostRuleRequest, ifVersion: Int64? = nil) throws -> Outcome<CostRule> {
    let fingerprint = request.fingerprint + [ifVersion.map(String.init) ?? ""]
    return try change("cost.rule-set", request: fingerprint) { writer in
      let before = try writer.costRule(request.name)
      if ifVersion != nil {
        try ObjectVersion.require(ifVersion, found: before?.version ?? 0, of: "cost rule '\(request.name)'")
      }
      var after = try request.rule(writer)
      if let before {
        if after.document == before.document { return before }
        after = try CostRule(document: after.document, createdAt: before.createdAt)
        after.updatedAt = writer.change.time
        after.version = try ObjectVersion.next(before.version)
      }
      try writer.put(after)
      try writer.record(.costRuleSet, key: after.name.rawValue, before: before?.document, after: after.document)
      return after
    }
  }

  /// Deletes a cost rule; attributed months stay as they are.
  ///
  /// - Parameters:
  ///   - name: The rule.
  ///   - ifExists: Whether an unknown rule counts as deleted.
  ///   - ifVersion: The version the operator has seen.
  /// - Returns: The rule as it was, or `nil` where there was none.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/costRuleNotFound`` where there is none.
  package func unsetCostRule(
    _ name: Slug, ifExists: Bool = false, ifVersion: Int64? = nil
  ) throws -> Outcome<CostRule?> {
    try change("cost.rule-unset", request: [name.rawValue, ifVersion.map(String.init) ?? ""]) { writer in
      if ifExists, try writer.costRule(name) == nil { return nil }
      let rule = try writer.requireCostRule(name)
      try ObjectVersion.require(ifVersion, found: rule.version, of: "cost rule '\(name)'")
      try writer.deleteCostRule(name)
      try writer.record(.costRuleUnset, key: name.rawValue, before: rule.document)
      return rule
    }
  }
}
