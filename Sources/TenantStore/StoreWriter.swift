// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import TenantModel

/// A transaction that changes the store; each capability adds its changes in an extension beside its tables.
///
/// Whatever changes control state must call ``record(_:key:tenant:before:after:)`` for it. The writer is only valid inside
/// the body it was given to.
package final class StoreWriter: StoreReader {
  /// Who changes the store, when and why.
  package let change: Change
  /// Journal rows appended so far; none means that nothing was changed.
  package private(set) var recordedChanges = 0
  private var head: JournalHead
  private let encoder = CanonicalJSON.encoder()

  init(_ driver: any SQLDriver, change: Change) throws {
    self.change = change
    head = JournalHead(revision: 0, hash: [])
    super.init(driver)
    head = try journalHead()
  }

  /// Revision of the newest journal row, this transaction's included.
  package var revision: Int64 { head.revision }

  /// Runs a statement that returns no rows.
  ///
  /// - Returns: The number of rows changed.
  /// - Throws: ``TenantError`` from the store, with ``TenantErrorCode/storeIO`` where a failure has ended the transaction.
  @discardableResult
  func run(_ sql: String, _ parameters: [SQLValue] = []) throws -> Int {
    // The engine ends a transaction by itself where the disk fails; what is written after that would stay by itself.
    guard driver.isInTransaction else {
      throw TenantError(
        .storeIO, "the transaction was ended by an earlier failure", hint: "check the disk; nothing was changed")
    }
    let statement = try bound(sql, parameters)
    defer { statement.reset() }
    _ = try statement.step()
    return statement.changes
  }

  /// Appends a change to the journal.
  ///
  /// - Parameters:
  ///   - kind: What was changed and how.
  ///   - key: The changed object within its kind.
  ///   - tenant: The tenant concerned, if one.
  ///   - before: The object before the change, if it existed.
  ///   - after: The object after the change, if it still exists.
  /// - Throws: ``TenantError`` from the store.
  package func record(
    _ kind: JournalKind, key: String, tenant: TenantID? = nil, before: (any Encodable)? = nil,
    after: (any Encodable)? = nil
  ) throws {
    let beforeText = try before.map { try CanonicalJSON.text(of: $0, with: encoder) }
    let afterText = try after.map { try CanonicalJSON.text(of: $0, with: encoder) }
    head = try append(kind, key: key, tenant: tenant, before: beforeText, after: afterText, to: head)
    recordedChanges += 1
  }

  /// Runs a part of the change that leaves nothing where it fails, while the rest of the transaction stays.
  ///
  /// - Parameter body: The part.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  package func nested<Result>(_ body: () throws -> Result) throws -> Result {
    let (head, recordedChanges) = (head, recordedChanges)
    try run("SAVEPOINT part")
    do {
      let result = try body()
      try run("RELEASE part")
      return result
    } catch {
      // Where the transaction is gone, the part is gone with it, and whoever comes next is refused.
      guard driver.isInTransaction else { throw error }
      try run("ROLLBACK TO part")
      try run("RELEASE part")
      (self.head, self.recordedChanges) = (head, recordedChanges)
      throw error
    }
  }

  /// Stores the head of the journal, so that the removal of its last rows is noticed.
  func finish() throws {
    guard recordedChanges > 0 else { return }
    try storeHead(head)
  }
}
