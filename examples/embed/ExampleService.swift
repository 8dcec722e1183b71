// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantRuntime

/// Answers requests, each within the scope of the tenant it names.
struct ExampleService {
  let runtime: EnforcementRuntime

  /// The answer to a request; `nil` where it asks to stop.
  func answer(to line: String) -> String? {
    let words = line.split(separator: " ").map(String.init)
    guard words.first != "quit" else { return nil }
    do {
      return try answer(words)
    } catch let error as TenantError {
      // The code is for programs, the message for people.
      return "error \(error.code.rawValue): \(error.message)"
    } catch {
      return "error internal: \(error)"
    }
  }

  private func answer(_ words: [String]) throws -> String {
    switch (words.first, words.count) {
    case ("tenant", 2):
      let scope = try scope(words[1])
      return "\(scope.tenant.slug) tier=\(scope.tier.name) revision=\(scope.revision)"
    case ("flag", 3...4):
      let scope = try scope(words[1])
      let user = words.count == 4 ? words[3] : nil
      guard let evaluation = scope.flags.evaluate(try FlagKey(parsing: words[2]), user: user) else {
        return "unknown flag"
      }
      return "\(evaluation.value) \(evaluation.reason.rawValue)"
    case ("quota", 3...4):
      let scope = try scope(words[1])
      let user = words.count == 4 ? words[3] : nil
      let quota = try scope.quotas.effective(QuotaKey(parsing: words[2]), user: user).mostSpecific
      return quota.map { "\($0.allowance) \($0.source.rawValue)" } ?? "unlimited"
    case ("admit", 3...4):
      guard let cost = words.count == 4 ? Int64(words[3]) : 1 else { return "error usage: a cost is a number" }
      let quota = try QuotaKey(parsing: words[2])
      let decision = try scope(words[1]).quotas.admit(quota, cost: cost)
      // What a client learns of the limit, in the fields of HTTP.
      let items = [RateLimitHeaders.Item(name: quota.rawValue, decision: decision)]
      let fields = RateLimitHeaders.fields(for: items, style: .ietf11).map { "\($0.name): \($0.value)" }
      return ([decision.isAllowed ? "served" : "refused", decision.reason.rawValue] + fields).joined(separator: " ")
    case ("wait", 2):
      guard let revision = Int64(words[1]) else { return "error usage: a revision is a number" }
      let isServed = runtime.waitUntil(revision: revision, timeout: .seconds(30))
      return isServed ? "revision \(runtime.status.revision)" : "timeout"
    case ("status", 1):
      let status = runtime.status
      let fault = status.fault.map { " fault=\($0.code.rawValue)" } ?? ""
      return "revision=\(status.revision) tenants=\(status.loadedTenants) reloads=\(status.reloads)\(fault)"
    default:
      return
        "error usage: tenant TENANT | flag TENANT FLAG [USER] | quota TENANT QUOTA [USER] | admit TENANT QUOTA [COST] | wait REVISION | status | quit"
    }
  }

  /// A real service would take the tenant from the verified identity of its caller, never from what the caller says.
  private func scope(_ tenant: String) throws -> TenantScope {
    try runtime.scope(of: TenantSelector(parsing: tenant))
  }
}
