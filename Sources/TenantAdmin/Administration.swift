// SPDX-License-Identifier: Apache-2.0

package import TenantModel
package import TenantStore

/// Everything an operator can do, one method per operation; each capability adds its operations in extensions.
///
/// An instance belongs to one thread. It never prints, prompts or ends the process.
package final class Administration {
  package let store: StateStore
  package var session: OperatorSession

  /// Creates the operations over an open store.
  package init(store: StateStore, session: OperatorSession) {
    self.store = store
    self.session = session
  }

  /// Opens a store and creates the operations over it.
  ///
  /// - Parameters:
  ///   - path: Path of the store's file.
  ///   - access: What the operations may do.
  ///   - busyTimeoutMilliseconds: How long to wait for another process's lock, 0 to 600,000.
  ///   - session: Who operates.
  /// - Throws: ``TenantError`` where the store cannot be opened.
  package convenience init(
    opening path: String, access: StoreAccess, busyTimeoutMilliseconds: Int32 = 5_000, session: OperatorSession
  ) throws {
    self.init(
      store: try StateStore(opening: path, access: access, busyTimeoutMilliseconds: busyTimeoutMilliseconds),
      session: session)
  }

  /// Runs a change as one transaction, once for each idempotency key.
  ///
  /// The first run with a key records its result in the journal, in the same transaction; every later run with that key
  /// returns the recorded result and changes nothing.
  ///
  /// - Parameters:
  ///   - operation: Stable name of the operation, part of what a key stands for.
  ///   - request: Everything that decides what the operation does; asked for after the body, unless the key was used before.
  ///   - body: The change.
  /// - Returns: The result and what became of the change.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/idempotencyMismatch`` where the key was used for something else; what
  ///   the body throws.
  package func change<Result: Codable>(
    _ operation: String, request: @autoclosure () throws -> some Encodable, _ body: (StoreWriter) throws -> Result
  ) throws -> Outcome<Result> {
    try change(operation, requestIn: { _ in try request() }, body)
  }

  /// Runs a change as ``change(_:request:_:)``, where what decides it can only be told by what the store holds.
  func change<Result: Codable>(
    _ operation: String, requestIn request: (StoreReader) throws -> some Encodable,
    _ body: (StoreWriter) throws -> Result
  ) throws -> Outcome<Result> {
    let change = plainChange
    return try store.write(change) { writer in
      guard let key = session.idempotencyKey else {
        let value = try body(writer)
        return Outcome(
          value: value, revision: writer.revision, changes: writer.recordedChanges, isDryRun: change.isDryRun)
      }
      func fingerprint() throws -> String {
        try IdempotencyRecord.fingerprint(operation: operation, request: request(writer))
      }
      if let earlier: Outcome<Result> = try recorded(in: writer, key: key, fingerprint: fingerprint()) {
        return earlier
      }
      let value = try body(writer)
      let changes = writer.recordedChanges
      try writer.record(
        .idempotency, key: key,
        after: IdempotencyRecord(operation: operation, request: fingerprint(), result: CanonicalJSON.text(of: value)))
      return Outcome(value: value, revision: writer.revision, changes: changes, isDryRun: change.isDryRun)
    }
  }

  /// The session as the journal wants it.
  var plainChange: Change {
    Change(actor: session.actor, reason: session.reason, time: session.now(), isDryRun: session.isDryRun)
  }

  /// The result of an earlier run with the session's idempotency key: for operations of several transactions.
  func recordedResult<Result: Codable>(_ operation: String, request: some Encodable) throws -> Outcome<Result>? {
    guard let key = session.idempotencyKey else { return nil }
    let fingerprint = try IdempotencyRecord.fingerprint(operation: operation, request: request)
    return try store.read { try recorded(in: $0, key: key, fingerprint: fingerprint) }
  }

  private func recorded<Result: Codable>(
    in reader: StoreReader, key: String, fingerprint: @autoclosure () throws -> String
  ) throws -> Outcome<Result>? {
    guard let earlier = try reader.idempotencyRecord(key) else { return nil }
    let record = try CanonicalJSON.value(IdempotencyRecord.self, from: earlier)
    return Outcome(
      value: try record.result(of: Result.self, key: key, fingerprint: fingerprint()),
      revision: try reader.latestRevision(), changes: 0, isDryRun: session.isDryRun, isReplay: true)
  }
}
