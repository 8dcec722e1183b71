// SPDX-License-Identifier: Apache-2.0

import CSQLite
import TenantModel

/// What a gate answers when a statement is compiled.
final class GateRules {
  enum State {
    /// Nothing is permitted.
    case closed
    /// The gate itself works.
    case building
    /// What the views and triggers of these names do is permitted.
    case open(Set<String>)
  }

  var state = State.closed
  /// What is asked before a transaction that wrote is committed, while the gate is open.
  var check: (() throws -> Void)?
  /// Why a transaction was not committed.
  var refusal: (any Error)?
  /// How many statements were refused when they were compiled, since the gate was opened.
  var forbidden = 0
  private let tables: Set<String>
  private let views: Set<String>
  private let sharedTables: Set<String>

  init(tables: [GatedTable], sharedTables: Set<String>) {
    self.tables = Set(tables.map { $0.name.lowercased() })
    views = Set(tables.map { $0.view.lowercased() })
    self.sharedTables = Set(sharedTables.map { $0.lowercased() }).subtracting(self.tables)
  }

  /// The engine's question; the first argument is the rules.
  static let decide:
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?
    ) -> Int32 = { rules, action, first, second, database, origin in
      guard let rules else { return SQLITE_DENY }
      func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
      let gate = Unmanaged<GateRules>.fromOpaque(rules).takeUnretainedValue()
      let isPermitted = gate.permits(
        action, text(first).lowercased(), second: text(second).lowercased(), in: text(database), from: text(origin))
      if !isPermitted { gate.forbidden += 1 }
      return isPermitted ? SQLITE_OK : SQLITE_DENY
    }

  /// The engine's question whether a transaction may be committed; anything but zero rolls it back.
  static let commit: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { rules in
    guard let rules else { return 1 }
    let gate = Unmanaged<GateRules>.fromOpaque(rules).takeUnretainedValue()
    do {
      try gate.check?()
      return 0
    } catch {
      gate.refusal = error
      return 1
    }
  }

  private func permits(_ action: Int32, _ name: String, second: String, in database: String, from origin: String)
    -> Bool
  {
    switch state {
    case .closed: return false
    case .building: return true
    case .open(let secrets):
      switch action {
      case SQLITE_SELECT, SQLITE_RECURSIVE, SQLITE_TRANSACTION, SQLITE_SAVEPOINT: return true
      case SQLITE_FUNCTION: return second != "load_extension" && second != "fts3_tokenizer"
      case SQLITE_READ:
        if database == "temp" { return views.contains(name) || secrets.contains(name) }
        return tables.contains(name) ? secrets.contains(origin) : sharedTables.contains(name) && database == "main"
      case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE:
        return database == "temp" ? views.contains(name) : tables.contains(name) && secrets.contains(origin)
      default: return false
      }
    }
  }
}
