// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport

@testable import TenantAdmin
@testable import TenantRuntime
@testable import TenantStore

/// Contexts for the service of a fixture, and the scopes that they lead to.
struct ContextArrival {
  let base: RuntimeFixture
  let master: MasterKeyFile
  let use: ContextUse

  /// Makes the keys of the fixture's store; its master key where there is none.
  init(_ base: RuntimeFixture) throws {
    self.base = base
    master = MasterKeyFile(path: base.store.path + ".master-key")
    use = ContextUse(audience: try ContextAudience(parsing: "prod.example/orders"))
    _ = base.see(try base.administration.rotateKeys(with: master))
  }

  func request(_ slug: String = "acme", hops: Int64 = 1) throws -> ContextRequest {
    var request = ContextRequest(
      tenant: try TenantSelector(parsing: slug), audience: use.audience, subject: try ContextPrincipal(parsing: "u1"),
      purposes: [try ContextPurpose(parsing: "orders.read"), try ContextPurpose(parsing: "orders.write")])
    request.hops = hops
    return request
  }

  func token(_ slug: String = "acme", hops: Int64 = 1) throws -> ContextToken {
    try base.administration.issueContext(request(slug, hops: hops), with: master)
  }

  /// A token that says something else than what was issued, signed by the same key.
  func token(of request: ContextRequest, _ change: (inout ContextClaims) -> Void) throws -> ContextToken {
    var claims = try base.administration.issueContext(request, with: master).claims
    change(&claims)
    return try base.store.read { try $0.signer(with: master.read()) }.sign(claims)
  }

  func scope(of token: ContextToken) throws -> TenantScope {
    try base.runtime.scope(verifying: token.text, for: use)
  }
}
