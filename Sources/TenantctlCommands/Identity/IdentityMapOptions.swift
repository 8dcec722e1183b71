// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
package import TenantModel

/// Which claim leads to a tenant, and how.
package struct IdentityMapOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("For whom the tokens are: one of their 'aud'.", valueName: "audience"),
    transform: Parse.identityName)
  package var audience: IdentityName

  @Option(help: ArgumentHelp("Which claim decides.", valueName: "name"), transform: Parse.identityName)
  package var claim: IdentityName

  @Option(
    help: ArgumentHelp("The claim's value that stands for --tenant.", valueName: "text"),
    transform: Parse.identityName)
  package var value: IdentityName?

  @Option(
    help: ArgumentHelp("The tenant for which --value stands.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  package var tenant: TenantSelector?

  @Option(
    help: ArgumentHelp("What the claim holds of its tenant: id, slug or external:KIND.", valueName: "what"),
    transform: Parse.identityTarget)
  package var holds: IdentityTarget?

  package init() {}

  package func validate() throws {
    guard (value == nil) == (tenant == nil) else { throw ValidationError("--value and --tenant are given together") }
    guard (value == nil) != (holds == nil) else {
      throw ValidationError("give either --value and --tenant, or --holds")
    }
  }

  /// What the options ask for.
  func request(_ issuer: IdentityName) -> IdentityMapRequest {
    let named = IdentityMapRequest.Target.named(holds ?? .tenantID)
    let target = value.flatMap { value in tenant.map { .binding(value: value, tenant: $0) } } ?? named
    return IdentityMapRequest(issuer: issuer, audience: audience, claim: claim, target: target)
  }
}

extension Parse {
  @Sendable static func identityName(_ text: String) throws -> IdentityName { try IdentityName(parsing: text) }

  @Sendable static func identityTarget(_ text: String) throws -> IdentityTarget {
    switch text {
    case "id": return .tenantID
    case "slug": return .slug
    case let text where text.hasPrefix("external:"):
      let kind = String(text.dropFirst("external:".count))
      try ExternalID.validate(kind: kind, value: "x")
      return .external(kind: kind)
    default:
      throw TenantError(
        .invalidValue, "'\(text)' is nothing that a claim holds of a tenant", hint: "use id, slug or external:KIND",
        details: ["value": text])
    }
  }
}

extension StoreCompletion {
  /// Names of identity providers.
  package static let identityIssuers = candidates { administration, _ in
    try administration.identityIssuers().map(\.issuer.rawValue)
  }
}
