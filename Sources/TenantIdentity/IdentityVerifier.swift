// SPDX-License-Identifier: Apache-2.0

public import TenantModel
public import TenantRuntime

/// Turns identity tokens of users into scopes of tenants: OpenID Connect and other JWTs, by the keys and maps of the store.
///
/// ```swift
/// let identities = IdentityVerifier(runtime)
/// let scope = try await identities.authenticate(bearer: token)
/// ```
///
/// Whoever sends a token that is not accepted learns nothing of the reason. All methods can be called from any task.
public final class IdentityVerifier: Sendable {
  private let runtime: EnforcementRuntime
  private let ring = IdentityKeyRing()
  private let onRefusal: @Sendable (IdentityRefusal) -> Void

  /// Creates a verifier that follows the store as its runtime does.
  ///
  /// - Parameters:
  ///   - runtime: Knows the providers, the maps and the tenants.
  ///   - onRefusal: Is told of each refusal, for the service's audit; it must not wait.
  public init(
    _ runtime: EnforcementRuntime, onRefusal: @escaping @Sendable (IdentityRefusal) -> Void = { _ in }
  ) {
    self.runtime = runtime
    self.onRefusal = onRefusal
  }

  /// The scope of the tenant to which an identity token leads.
  ///
  /// - Parameters:
  ///   - token: The token, as it stands behind `Bearer`.
  ///   - now: What the clock shows; the clock of the runtime's options by default.
  /// - Returns: The tenant's scope.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/identityRefused``, the same for every reason, or one about the store
  ///   where the tenant cannot be read.
  public func authenticate(bearer token: String, at now: Timestamp? = nil) async throws -> TenantScope {
    let directory = runtime.identityDirectory
    do {
      let claims = try await Self.claims(of: token, by: directory, ring)
      return try directory.tenant(of: claims, at: now ?? runtime.now(), id: \.tenant.id) { selector in
        try runtime.scope(of: selector)
      }
    } catch let refusal as IdentityRefusal {
      runtime.count(refusal)
      onRefusal(refusal)
      throw IdentityRefusal.error
    }
  }

  /// What a token says that a key of its own issuer signed; time, audience and tenant are not looked at.
  ///
  /// - Parameters:
  ///   - token: The token.
  ///   - directory: The providers.
  /// - Returns: The claims, or why it is refused.
  package static func result(
    of token: String, by directory: IdentityDirectory
  ) async -> Result<IdentityClaims, IdentityRefusal> {
    do throws(IdentityRefusal) {
      return .success(try await claims(of: token, by: directory, IdentityKeyRing()))
    } catch {
      return .failure(error)
    }
  }

  private static func claims(
    of text: String, by directory: IdentityDirectory, _ ring: IdentityKeyRing
  ) async throws(IdentityRefusal) -> IdentityClaims {
    let token = try IdentityToken(parsing: text)
    try await ring.check(token, by: directory.key(of: token))
    return token.claims
  }
}
