// SPDX-License-Identifier: Apache-2.0

/// Whose key seals and opens: a tenant in one of its incarnations, and the key.
///
/// It comes with the key from the receiver's scope, never from what is to be opened.
package struct SealOwner: Hashable, Sendable {
  /// The tenant.
  package let tenant: TenantID
  /// Its incarnation, from 1.
  package let incarnation: Int64
  /// Its root key.
  package let keyID: TenantKeyID

  /// Names an owner.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - incarnation: Its incarnation.
  ///   - keyID: Its root key.
  package init(tenant: TenantID, incarnation: Int64, keyID: TenantKeyID) {
    self.tenant = tenant
    self.incarnation = incarnation
    self.keyID = keyID
  }
}

/// What sealed payloads are for; each purpose has keys of its own.
package enum SealPurpose: String, CaseIterable, Sendable {
  /// Values of the key-value namespace.
  case values
  /// Names of such values.
  case names
  /// Chunks of files.
  case files
  /// Payloads of events.
  case events
}

/// The thirty days in which something is sealed; each has keys of its own.
package struct SealPeriod: Hashable, Sendable {
  /// Thirty days counted from 1970, negative before.
  package let rawValue: Int64

  /// Takes a period as it was stored.
  ///
  /// - Parameter rawValue: Thirty days counted from 1970.
  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// The period that an instant falls into.
  ///
  /// - Parameter instant: The instant.
  package init(containing instant: Timestamp) {
    let length: Int64 = 30 * 86_400 * 1_000_000
    let (quotient, rest) = instant.microseconds.quotientAndRemainder(dividingBy: length)
    rawValue = rest < 0 ? quotient - 1 : quotient
  }
}
