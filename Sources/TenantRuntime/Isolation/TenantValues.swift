// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// A value of a tenant.
public struct TenantValue: Equatable, Sendable {
  /// The bytes.
  public let bytes: [UInt8]
  /// The number that this value was given; no other value of the tenant ever has it.
  public let version: Int64
  /// When it was written.
  public let updatedAt: Timestamp
}

/// What must be stored for a value to be written or deleted.
public enum TenantValueCondition: Equatable, Sendable {
  /// Whatever is there.
  case none
  /// Nothing of that name.
  case absent
  /// The value that was given this version.
  case version(Int64)
}

/// Names of values, some of all.
public struct TenantValuePage: Equatable, Sendable {
  /// The names, in no order that means anything.
  public let names: [String]
  /// Where the next page begins, for this tenant only; `nil` where there is none.
  public let next: String?
}

/// Values of one tenant by name, in the store, sealed by a key of the tenant's own.
///
/// The store is told neither names nor values, only how many there are and how long: names are looked up by keyed digests.
/// That is why a listing opens every name of the tenant.
///
/// Whatever the scope knew, each call asks in its own transaction whether the tenant is still served as it was. The methods
/// wait for the disk: call them where a request may wait. They can be called from any thread, inside of `scope.run`.
public struct TenantValues: Sendable {
  /// How long a name may be, in bytes of UTF-8; one byte at least.
  public static let maximumNameBytes = 512
  /// How long a value may be, in bytes.
  public static let maximumValueBytes = 1_048_576

  private let scope: TenantScope
  private var vault: DataVault { scope.core.vault }

  init(scope: TenantScope) {
    self.scope = scope
  }

  /// The value of a name.
  ///
  /// - Parameter name: The name, compared byte by byte.
  /// - Returns: The value; `nil` where there is none.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused`` where the tenant is not served as the scope knew it,
  ///   ``TenantErrorCode/sealRefused`` where the value is not as it was written, ``TenantErrorCode/masterKeyUnusable``, or
  ///   one about the store.
  public func get(_ name: String) throws -> TenantValue? {
    try scope.requireBound()
    let name = try ValueName(name)
    return try vault.read(scope) { reader in
      try vault.root(of: scope, reader).map { try values($0).get(name, reader) } ?? nil
    }
  }

  /// Writes a value.
  ///
  /// - Parameters:
  ///   - name: The name, 1 to ``maximumNameBytes`` bytes.
  ///   - bytes: The value, at most ``maximumValueBytes`` bytes.
  ///   - condition: What must be there.
  /// - Returns: The version of the value.
  /// - Throws: As ``get(_:)``; ``TenantErrorCode/versionMismatch`` where something else is there, ``TenantErrorCode/invalidValue``
  ///   where name or value is too long. Nothing was written then.
  @discardableResult
  public func set(_ name: String, to bytes: [UInt8], if condition: TenantValueCondition = .none) throws -> Int64 {
    try scope.requireBound()
    let name = try ValueName(name)
    return try vault.write(scope) { writer in
      try values(vault.makeRoot(of: scope, writer)).set(name, to: bytes, if: condition, writer)
    }
  }

  /// Deletes a value.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - condition: What must be there.
  /// - Returns: Whether there was one.
  /// - Throws: As ``set(_:to:if:)``.
  @discardableResult
  public func delete(_ name: String, if condition: TenantValueCondition = .none) throws -> Bool {
    try scope.requireBound()
    let name = try ValueName(name)
    return try vault.write(scope) { writer in
      guard let root = try vault.root(of: scope, writer) else {
        try condition.require(nil)
        return false
      }
      return try values(root).delete(name, if: condition, writer)
    }
  }

  /// Names of values.
  ///
  /// - Parameters:
  ///   - prefix: What the names begin with, byte by byte; there are no wildcards.
  ///   - next: Where the page begins, as the page before says.
  ///   - limit: How many names at most, 1 to 10,000.
  /// - Returns: The page.
  /// - Throws: As ``get(_:)``; ``TenantErrorCode/invalidValue`` where `next` is not from a page of this tenant.
  public func list(prefix: String = "", from next: String? = nil, limit: Int = 1_000) throws -> TenantValuePage {
    try scope.requireBound()
    guard (1...10_000).contains(limit) else {
      throw TenantError(.invalidValue, "a page of '\(limit)' names is out of range", hint: "use 1 to 10000")
    }
    let prefix = Array(prefix.utf8)
    return try vault.read(scope) { reader in
      guard let root = try vault.root(of: scope, reader) else {
        if next != nil { throw ValueCursor.refusal }
        return TenantValuePage(names: [], next: nil)
      }
      var names: [String] = []
      var last = try next.map { try ValueCursor.digest($0, with: root) } ?? []
      var hasMore = false
      try reader.forEachSealedValue(of: root.owner, after: last) { sealed in
        let name = try sealed.openedName(with: root)
        guard name.starts(with: prefix) else { return true }
        hasMore = names.count == limit
        if hasMore { return false }
        names.append(String(decoding: name, as: UTF8.self))
        last = sealed.digest
        return true
      }
      return TenantValuePage(names: names, next: hasMore ? ValueCursor.text(last, with: root) : nil)
    }
  }

  private func values(_ root: TenantRoot) -> SealedValues {
    SealedValues(root: root, region: scope.tenant.homeRegion)
  }
}

extension TenantScope {
  /// The values of the tenant, in the store.
  public var values: TenantValues { TenantValues(scope: self) }
}

/// Where a page of names begins: a digest, and a proof that this tenant was given it.
private enum ValueCursor {
  static func text(_ digest: [UInt8], with root: TenantRoot) -> String {
    Base64URL.text(digest + proof(digest, root))
  }

  static func digest(_ text: String, with root: TenantRoot) throws -> [UInt8] {
    guard let bytes = Base64URL.bytes(Array(text.utf8)), bytes.count == 64,
      proof(Array(bytes.prefix(32)), root) == Array(bytes.suffix(32))
    else { throw refusal }
    return Array(bytes.prefix(32))
  }

  static var refusal: TenantError {
    TenantError(.invalidValue, "this is not where a page begins", hint: "take it from the page before")
  }

  private static func proof(_ digest: [UInt8], _ root: TenantRoot) -> [UInt8] {
    root.digest(of: Array("page".utf8) + digest, for: .names)
  }
}
