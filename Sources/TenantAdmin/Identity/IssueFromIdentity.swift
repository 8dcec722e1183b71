// SPDX-License-Identifier: Apache-2.0

import Crypto
package import TenantModel
import TenantStore

extension Administration {
  /// Issues a context to whom an identity token leads whose signature is good.
  ///
  /// A token that is refused is a row of the journal, with the reason and nothing of the token.
  ///
  /// - Parameters:
  ///   - claims: What the token says, or why it is refused already.
  ///   - master: What private keys are wrapped by.
  ///   - request: What is asked for, given the tenant and a pseudonym of the token's subject.
  /// - Returns: The context.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/identityRefused``, the same for every reason, or as
  ///   ``issueContext(_:with:)``.
  package func issueContext(
    for claims: Result<IdentityClaims, IdentityRefusal>, with master: MasterKeyFile,
    _ request: (TenantSelector, ContextPrincipal) throws -> ContextRequest
  ) throws -> ContextToken {
    do {
      let claims = try claims.get()
      let now = session.now()
      let tenant = try store.read { reader in
        try reader.identityDirectory().tenant(of: claims, at: now, id: \.id) { selector in
          let tenant = try reader.requireTenant(selector)
          try tenant.requireActive()
          return tenant
        }
      }
      return try issueContext(request(.id(tenant.id), claims.principal()), with: master)
    } catch let refusal as IdentityRefusal {
      try store.write(plainChange) { writer in
        try writer.record(.identityRefuse, key: refusal.rawValue)
      }
      throw IdentityRefusal.error
    }
  }
}

extension IdentityClaims {
  /// The subject as contexts name it: the same for the same user, and nothing from which the user could be told.
  fileprivate func principal() throws -> ContextPrincipal {
    var digest = SHA256()
    for part in [issuer.rawValue, subject] {
      let bytes = Array(part.utf8)
      // With their lengths, so that no two pairs are the same bytes.
      withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { digest.update(bufferPointer: $0) }
      digest.update(data: bytes)
    }
    return try ContextPrincipal(parsing: "user:\(Hexadecimal.text(Array(digest.finalize().prefix(16))))")
  }
}
