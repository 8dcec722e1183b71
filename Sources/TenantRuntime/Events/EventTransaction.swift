// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// Changes of one tenant that are made together; only valid inside the body it was given to.
///
/// The body runs on the one thread that writes events, in a transaction of the store that all tenants wait for, so it must not
/// wait itself: no call of another service, no lock, no sleep. Once it has taken longer than
/// ``RuntimeOptions/eventTransactionMilliseconds``, each method refuses and the body's end does, and all of it is rolled back.
/// A body that neither calls a method nor ends cannot be interrupted.
public struct EventTransaction: ~Copyable {
  private let writer: StoreWriter
  private let scope: TenantScope
  private let sealing: any EventSealing
  private let values: SealedValues
  private let cause: ContextTransaction?
  private let box: TimeBox

  /// Begins, where the tenant is known to be served as the scope knows it: a key that is gone must not come back.
  fileprivate init(
    _ writer: StoreWriter, _ keyring: inout EventKeyring, of scope: TenantScope, cause: ContextTransaction?,
    within box: TimeBox
  ) throws {
    let root = try keyring.root(at: scope.eventPlace, writer)
    self.writer = writer
    self.scope = scope
    sealing = keyring.sealing(with: root)
    self.cause = cause
    self.box = box
    values = SealedValues(root: root, region: scope.tenant.homeRegion)
  }

  /// Publishes events in their order, as part of the transaction.
  ///
  /// - Parameters:
  ///   - drafts: The events. Where one says no cause, it is that of the event that is being consumed, or the chain of calls of
  ///     the context that the scope was made of.
  ///   - stream: Which of the tenant's streams.
  /// - Returns: A receipt for each.
  /// - Throws: As ``TenantEventStream/publish(_:)-(EventDraft)``.
  @discardableResult
  public func publish(_ drafts: [EventDraft], to stream: EventStreamName) throws -> [EventReceipt] {
    try box.require()
    let now = writer.change.time
    var generator = SystemRandomNumberGenerator()
    let envelopes = drafts.map { draft in
      var envelope = draft.envelope(id: EventID(bits: .random(in: .min ... .max, using: &generator)), at: now)
      envelope.cause = envelope.cause ?? cause
      return envelope
    }
    // Whoever goes on after a refusal goes on as if nothing of it had been tried.
    return try writer.nested {
      try writer.publish(envelopes, to: stream, at: scope.eventPlace, sealing: sealing)
    }
  }

  /// The value of a name, as the transaction sees it.
  ///
  /// - Parameter name: The name, compared byte by byte.
  /// - Returns: The value; `nil` where there is none.
  /// - Throws: As ``TenantValues/get(_:)``.
  public func value(_ name: String) throws -> TenantValue? {
    try box.require()
    let name = try ValueName(name)
    return try scope.countingWhatDoesNotOpen { try values.get(name, writer) }
  }

  /// Writes a value, as part of the transaction: what is published says what was done, and neither is there without the other.
  ///
  /// - Parameters:
  ///   - name: The name, 1 to ``TenantValues/maximumNameBytes`` bytes.
  ///   - bytes: The value, at most ``TenantValues/maximumValueBytes`` bytes.
  ///   - condition: What must be there.
  /// - Returns: The version of the value.
  /// - Throws: As ``TenantValues/set(_:to:if:)``; nothing of this one was written then.
  @discardableResult
  public func setValue(
    _ name: String, to bytes: [UInt8], if condition: TenantValueCondition = .none
  ) throws -> Int64 {
    try box.require()
    let name = try ValueName(name)
    return try writer.nested { try values.set(name, to: bytes, if: condition, writer) }
  }

  /// Deletes a value, as part of the transaction.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - condition: What must be there.
  /// - Returns: Whether there was one.
  /// - Throws: As ``TenantValues/delete(_:if:)``.
  @discardableResult
  public func deleteValue(_ name: String, if condition: TenantValueCondition = .none) throws -> Bool {
    try box.require()
    let name = try ValueName(name)
    return try values.delete(name, if: condition, writer)
  }

  /// Uses up the context that the scope was made of, as part of the transaction, for an effect that must happen once.
  ///
  /// A second use of the same chain of calls by the same audience is refused, in whatever process; what is rolled back uses
  /// nothing up. The context is verified once more: it must still be valid, and know where the tenant is.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``, whose field `reason` is `replayed` where it was used
  ///   before and `replay-cache-full` where too many of the tenant's are remembered; ``TenantErrorCode/contextMissing`` where
  ///   the scope was made of no context. Nothing was used up then.
  public func useUpContext() throws {
    try box.require()
    guard let arrival = scope.arrival else { throw scope.refusal(.noContext) }
    var use = arrival.use
    use.writes = true
    try writer.nested {
      try writer.useUp(
        writer.verifiedClaims(arrival.token.text, use, owner: scope.tenant.id, at: writer.change.time))
    }
  }
}

extension TenantScope {
  /// Makes changes within a transaction, where they do not take too long.
  ///
  /// - Parameters:
  ///   - writer: The transaction.
  ///   - keyring: The keys of tenants.
  ///   - cause: In which chain of calls, where what is published does not say so itself.
  ///   - body: The changes.
  /// - Returns: What the body returned.
  /// - Throws: What the body throws, or ``TenantError`` with ``TenantErrorCode/eventRefused`` where it took too long.
  func within<Value>(
    _ writer: StoreWriter, _ keyring: inout EventKeyring, cause: ContextTransaction?,
    _ body: (borrowing EventTransaction) throws -> Value
  ) throws -> Value {
    let options = core.options
    let box = TimeBox(milliseconds: options.eventTransactionMilliseconds, ticks: options.ticks)
    let value = try body(EventTransaction(writer, &keyring, of: self, cause: cause, within: box))
    try box.require()
    return value
  }
}
