// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// Whose quota an operator means.
package enum QuotaTarget: Hashable, Sendable {
  /// All tenants of a tier.
  case tier(Slug)
  /// One tenant.
  case tenant(TenantSelector)
  /// One user of a tenant.
  case user(TenantSelector, String)

  /// The target in words that name it the same way every time.
  var text: String {
    switch self {
    case .tier(let tier): "tier '\(tier)'"
    case .tenant(let tenant): "tenant '\(tenant.text)'"
    case .user(let tenant, let user): "user '\(user)' of tenant '\(tenant.text)'"
    }
  }

  /// Finds the tier or the tenant; one that has left cannot be limited any more.
  func owner(in reader: StoreReader) throws -> QuotaOwner {
    switch self {
    case .tier(let tier):
      return QuotaOwner(scope: .tier(try reader.requireTier(tier).name), tenant: nil)
    case .tenant(let selector):
      let tenant = try reader.requireTenant(selector)
      try tenant.requirePresent()
      return QuotaOwner(scope: .tenant(tenant.id), tenant: tenant)
    case .user(let selector, let user):
      try FlagOverride.validate(user: user)
      let tenant = try reader.requireTenant(selector)
      try tenant.requirePresent()
      return QuotaOwner(scope: .user(tenant.id, user), tenant: tenant)
    }
  }
}

/// A target that was found.
struct QuotaOwner {
  let scope: QuotaScope
  let tenant: Tenant?

  /// The owner as an operator would name it.
  var name: String {
    switch scope {
    case .tier(let tier): "tier '\(tier)'"
    case .tenant: "tenant '\(tenant?.slug.rawValue ?? "")'"
    case .user(_, let user): "user '\(user)' of tenant '\(tenant?.slug.rawValue ?? "")'"
    }
  }
}

/// A definition and the name of the tenant it belongs to, if to one.
package struct OwnedQuota: Codable, Equatable, Sendable {
  /// The definition.
  package let assignment: QuotaAssignment
  /// Slug of the tenant.
  package let tenant: Slug?
  /// When the change takes effect, where it lowers what applied; `nil` where it does at once.
  package let lowersWith: QuotaDecreaseTiming?

  init(_ assignment: QuotaAssignment, tenant: Slug?, lowersWith timing: QuotaDecreaseTiming? = nil) {
    self.assignment = assignment
    self.tenant = tenant
    lowersWith = timing == .immediate ? nil : timing
  }
}
