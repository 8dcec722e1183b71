// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TerminalOutput

extension CommandContext {
  /// The failure with a hint at the closest existing name, where a name was not found.
  func withSuggestion(_ fault: TenantError) -> TenantError {
    guard let id = fault.details["id"], let candidates = try? candidates(for: fault.code, like: id),
      let nearest = EditDistance.nearest(to: id, in: candidates, maxDistance: 2)
    else { return fault }
    return TenantError(
      fault.code, fault.message, hint: "did you mean '\(nearest)'?", details: fault.details)
  }

  private func candidates(for code: TenantErrorCode, like id: String) throws -> [String] {
    guard let query = Self.suggestions[code] else { return [] }
    let administration = try Administration(
      opening: storePath(), access: .readOnly, busyTimeoutMilliseconds: 150, session: session())
    return try query(administration, id)
  }

  /// Where the existing names of a kind of thing are found.
  private static let suggestions: [TenantErrorCode: @Sendable (Administration, String) throws -> [String]] = [
    // A mistyped first letter is rare; without that assumption a million slugs would have to be compared.
    .tenantNotFound: { try $0.slugs(startingWith: String($1.prefix(1)), limit: 20_000) },
    .poolNotFound: { administration, _ in try administration.pools().map(\.pool.name.rawValue) },
    .instanceNotFound: { administration, _ in try administration.instances().map(\.instance.name.rawValue) },
    .tierNotFound: { administration, _ in try administration.tiers().map(\.name.rawValue) },
    .meterUnknown: { administration, _ in try administration.usageMeters().map(\.meter.rawValue) },
    .quotaNotFound: { administration, _ in try administration.quotaKeys().map(\.rawValue) },
    .flagNotFound: { administration, _ in try administration.flagKeys() },
    .keyNotFound: { administration, _ in try administration.contextKeys().keys.map(\.id.rawValue) },
    .costRuleNotFound: { administration, _ in try administration.costRules().map(\.name.rawValue) },
  ]
}
