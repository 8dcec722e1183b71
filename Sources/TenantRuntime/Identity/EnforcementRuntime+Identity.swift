// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension EnforcementRuntime {
  /// Everything that decides to whom an identity token leads, as of the newest revision.
  package var identityDirectory: IdentityDirectory { core.identityDirectory }

  /// Counts an identity token that was refused.
  ///
  /// - Parameter refusal: Why.
  package func count(_ refusal: IdentityRefusal) { core.violations.count(.identity(refusal)) }

  /// What the clock of the options shows.
  ///
  /// - Returns: The instant.
  package func now() -> Timestamp { core.options.now() }
}
