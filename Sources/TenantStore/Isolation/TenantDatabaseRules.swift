// SPDX-License-Identifier: Apache-2.0

import CSQLite

/// What the engine is answered when it asks whether a tenant's statement may be compiled, or go on.
///
/// What is not named is refused. Names that a tenant may use are those of functions and modules that reach nothing but the
/// database; statements begin and end no transaction, make nothing that is not in the file, and set nothing of the connection.
final class TenantDatabaseRules {
  enum State {
    /// The connection itself works.
    case own
    /// Statements of a transaction that reads.
    case reading
    /// Statements of a transaction that writes.
    case writing
  }

  var state = State.own
  /// When the transaction has taken too long, in nanoseconds of the monotonic clock.
  var deadline = Int64.max
  /// Whether something was refused of the statement; the engine does not always say so.
  var hasRefused = false
  /// Virtual tables that the engine has without anybody making them.
  private let modules: Set<String>

  /// - Parameter modules: The modules that the connection knows.
  init(modules: Set<String>) {
    self.modules = modules.subtracting(Self.permittedModules)
  }

  /// How many steps of the engine are made between two looks at the clock.
  static let stepsBetweenLooks: Int32 = 1_000

  /// The engine's question about a statement; the first argument is the rules.
  static let decide:
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?
    ) -> Int32 = { rules, action, first, second, database, _ in
      guard let rules else { return SQLITE_DENY }
      func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0).lowercased() } ?? "" }
      let own = Unmanaged<TenantDatabaseRules>.fromOpaque(rules).takeUnretainedValue()
      let isPermitted = own.permits(action, text(first), text(second), in: text(database))
      if !isPermitted { own.hasRefused = true }
      return isPermitted ? SQLITE_OK : SQLITE_DENY
    }

  /// The engine's question whether to go on; anything but zero ends the statement.
  static let proceed: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { rules in
    guard let rules else { return 1 }
    return Unmanaged<TenantDatabaseRules>.fromOpaque(rules).takeUnretainedValue().isLate ? 1 : 0
  }

  /// Whether the transaction has taken too long.
  var isLate: Bool { MonotonicTime.nanoseconds() >= deadline }

  /// Whether what a statement does is permitted.
  ///
  /// - Parameters:
  ///   - action: What it does, as the engine numbers it.
  ///   - first: What it does it to; what that is depends on the action, as does the second.
  ///   - second: More of that.
  ///   - database: In which of the connection's databases.
  /// - Returns: Whether it is.
  func permits(_ action: Int32, _ first: String, _ second: String, in database: String) -> Bool {
    guard state != .own else { return true }
    // Of all tables at once, too; it only counts rows.
    if action == SQLITE_ANALYZE { return state == .writing && database == "main" }
    if first.hasPrefix(Self.reservedPrefix) || second.hasPrefix(Self.reservedPrefix) { return false }
    switch action {
    case SQLITE_SELECT, SQLITE_RECURSIVE, SQLITE_SAVEPOINT: return true
    case SQLITE_FUNCTION: return Self.functions.contains(second)
    case SQLITE_READ: return isInside(first, database) && !modules.contains(first)
    case SQLITE_PRAGMA: return permitsPragma(first, value: second)
    // So the engine makes itself known virtual tables of its own; a statement that says so is refused by the engine.
    case SQLITE_UPDATE where Self.schemas.contains(first): return true
    default: break
    }
    guard state == .writing else { return false }
    switch action {
    case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE: return isInside(first, database) && !modules.contains(first)
    case SQLITE_CREATE_TABLE, SQLITE_CREATE_INDEX, SQLITE_CREATE_VIEW, SQLITE_CREATE_TRIGGER, SQLITE_DROP_TABLE,
      SQLITE_DROP_INDEX, SQLITE_DROP_VIEW, SQLITE_DROP_TRIGGER, SQLITE_REINDEX:
      return database == "main"
    case SQLITE_ALTER_TABLE: return first == "main"
    case SQLITE_CREATE_VTABLE, SQLITE_DROP_VTABLE: return database == "main" && second == Self.search
    default: return false
    }
  }

  /// Beginning of the names of what belongs to the connection itself; no statement of a tenant may touch it.
  static let reservedPrefix = "tenantctl_"

  /// Whether a table is in the file; of one of which no column is read the engine does not say in which it is.
  ///
  /// Temporary ones there are none, but renaming a table looks for those that name it.
  private func isInside(_ table: String, _ database: String) -> Bool {
    database == "main" || database.isEmpty || Self.schemas.contains(table)
  }

  private func permitsPragma(_ name: String, value: String) -> Bool {
    if Self.pragmas.contains(name) { return true }
    // Where nothing is to be set it only tells.
    return name == "user_version" && (value.isEmpty || state == .writing)
      || name == "defer_foreign_keys" && state == .writing
  }
}
