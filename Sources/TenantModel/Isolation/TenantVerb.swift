// SPDX-License-Identifier: Apache-2.0

/// Something that is done for one tenant, and in which states of the tenant's life it is.
///
/// Whoever adds a command or an operation that acts for a tenant declares it here; tests find those that are missing, and hold
/// each against what is declared, so that a suspension cannot miss one.
package struct TenantVerb: Hashable, Sendable {
  /// In which states something is done; in all others it is refused and changes nothing.
  package enum Rule: String, CaseIterable, Sendable {
    /// It lets a service act for the tenant, so the tenant must be served.
    case whileActive
    /// It changes or reads what a tenant has that may be served again.
    case beforeLeaving
    /// It administers what is held of the tenant, as long as something is.
    case whilePresent
    /// It reads what is known, of a tenant that has left, too.
    case always

    /// Whether it is done in a state.
    ///
    /// - Parameter state: The tenant's state.
    /// - Returns: Whether.
    package func allows(_ state: TenantState) -> Bool {
      switch self {
      case .whileActive: state == .active
      case .beforeLeaving: state == .active || state == .suspended
      case .whilePresent: state.isPresent
      case .always: true
      }
    }
  }

  /// The words of the command without the program's name, or the type and the name of the operation.
  package let name: String
  /// In which states it is done.
  package let rule: Rule

  init(_ name: String, _ rule: Rule) {
    self.name = name
    self.rule = rule
  }
}
