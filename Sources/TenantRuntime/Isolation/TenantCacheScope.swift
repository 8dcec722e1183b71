// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// The name of a kept value and its type.
public struct TenantCacheKey<Value: Sendable>: Hashable, Sendable {
  /// The name; only values of the same tenant and of the same type share it.
  public let name: String

  /// Names a value.
  ///
  /// - Parameter name: The name.
  public init(_ name: String) {
    self.name = name
  }

  fileprivate var slot: CacheSpace.Slot { CacheSpace.Slot(name: name, type: ObjectIdentifier(Value.self)) }
}

/// What was found, or that there is nothing to be found.
public enum TenantCacheResult<Value: Sendable>: Sendable {
  /// The value.
  case found(Value)
  /// It is known that there is none.
  case absent
}

extension TenantCacheResult: Equatable where Value: Equatable {}

/// Values of one tenant that are kept in the memory of the service.
///
/// Each tenant has its own room, so that none takes that of another, and its own entries: the same name of two tenants, or
/// of two incarnations of one, never shares a value, not even that there is none. All is gone with a suspension.
///
/// The methods can be called from any thread, inside of `scope.run`.
public struct TenantScopeCache: Sendable {
  private let scope: TenantScope
  private var space: CacheSpace { scope.core.vault.caches.space(of: scope.standing) }

  init(scope: TenantScope) {
    self.scope = scope
  }

  /// What is kept under a name.
  ///
  /// - Parameter key: The name.
  /// - Returns: The value, or that there is none; `nil` where nothing is known.
  /// - Throws: ``TenantError`` where the tenant is not bound, or not served as the scope knew it.
  public func get<Value: Sendable>(_ key: TenantCacheKey<Value>) throws -> TenantCacheResult<Value>? {
    try scope.requireBound()
    return space.entry(key.slot, at: scope.now()).map { Self.result($0.value) }
  }

  /// Keeps a value, or that there is none.
  ///
  /// - Parameters:
  ///   - key: The name.
  ///   - value: The value; `nil` keeps that there is none.
  ///   - duration: How long; nothing is kept where it is not positive.
  /// - Throws: As ``get(_:)``.
  public func set<Value: Sendable>(_ key: TenantCacheKey<Value>, to value: Value?, for duration: Duration) throws {
    try scope.requireBound()
    let now = scope.now()
    space.put(CacheSpace.Entry(value: value, since: now, until: Self.end(now, duration)), in: key.slot)
  }

  /// Forgets what is kept under a name.
  ///
  /// - Parameter key: The name.
  /// - Throws: As ``get(_:)``.
  public func remove<Value: Sendable>(_ key: TenantCacheKey<Value>) throws {
    try scope.requireBound()
    space.put(nil, in: key.slot)
  }

  /// What is kept under a name, found out where nothing is known: once for all of the tenant that ask at the same time.
  ///
  /// - Parameters:
  ///   - key: The name.
  ///   - duration: How long it is kept.
  ///   - load: Finds the value out, in the scope; `nil` says that there is none. Where it fails nothing is kept.
  /// - Returns: The value; `nil` where there is none.
  /// - Throws: As ``get(_:)``, also where the tenant was suspended meanwhile; what `load` throws.
  public func value<Value: Sendable>(
    _ key: TenantCacheKey<Value>, for duration: Duration, load: @escaping @Sendable () async throws -> Value?
  ) async throws -> Value? {
    switch try get(key) {
    case .found(let value): return value
    case .absent: return nil
    case nil: break
    }
    let scope = scope
    let found = try await space.value(
      key.slot, now: { scope.now() }, until: { Self.end($0, duration) }, load: { try await scope.run(load) })
    try scope.requireBound()
    guard case .found(let value) = Self.result(found) as TenantCacheResult<Value> else { return nil }
    return value
  }

  private static func result<Value>(_ value: (any Sendable)?) -> TenantCacheResult<Value> {
    // A slot holds values of its type only.
    (value as? Value).map { .found($0) } ?? .absent
  }

  private static func end(_ now: Timestamp, _ duration: Duration) -> Timestamp {
    now.advanced(by: duration) ?? Timestamp(microseconds: .max)
  }
}

extension TenantScope {
  /// What the service keeps in memory for the tenant.
  public var cache: TenantScopeCache { TenantScopeCache(scope: self) }
}
