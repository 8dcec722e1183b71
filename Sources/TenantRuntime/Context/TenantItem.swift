// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Something on its way through a stream or a queue that carries whose it is.
///
/// A consumer works in its own scope, or in none, never in that of the producer; so the item has to say for whom it is. What
/// is in it cannot be reached without that being checked.
public struct TenantItem<Element: Sendable>: Sendable {
  /// For whom it is.
  public let scope: TenantScope
  private let element: Element

  fileprivate init(_ element: Element, for scope: TenantScope) {
    self.scope = scope
    self.element = element
  }

  /// What is in the item, for a consumer that works for the same tenant.
  ///
  /// - Returns: What was put into it.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/isolationViolation`` where the consumer works for another tenant,
  ///   ``TenantErrorCode/contextMissing`` where it works for none, ``TenantErrorCode/contextRefused`` where the tenant was
  ///   suspended or has left since.
  public func open() throws -> Element {
    try scope.checkBoundary(other: .foreignItem, incarnation: .foreignItem)
    return element
  }

  /// Works on the item in its own scope, for a consumer that works for no tenant itself.
  ///
  /// - Parameters:
  ///   - isolation: Where the body runs; the caller's actor by default.
  ///   - body: The work, given what was put into the item.
  /// - Returns: What the body returns.
  /// - Throws: As ``open()``, or what the body throws.
  public func run<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: (Element) async throws -> Result
  ) async throws -> Result {
    try scope.checkBoundary(mayBeUnbound: true, other: .foreignItem, incarnation: .foreignItem)
    return try await scope.run { try await body(element) }
  }
}

extension TenantScope {
  /// Puts something into an item that carries this scope.
  ///
  /// - Parameter element: What goes through a stream or a queue.
  /// - Returns: The item.
  /// - Throws: ``TenantError`` where another tenant is bound, or the tenant was suspended since.
  public func item<Element: Sendable>(_ element: Element) throws -> TenantItem<Element> {
    try checkBoundary(mayBeUnbound: true, other: .foreignItem, incarnation: .foreignItem)
    return TenantItem(element, for: self)
  }
}
