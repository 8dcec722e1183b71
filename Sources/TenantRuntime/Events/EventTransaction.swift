// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// Changes of one tenant that are made together; only valid inside the body it was given to.
public struct EventTransaction: ~Copyable {
  private let writer: StoreWriter
  private let scope: TenantScope
  private let sealing: any EventSealing
  private let values: SealedValues
  private let cause: ContextTransaction?

  /// Begins, where the tenant is known to be served as the scope knows it: a key that is gone must not come back.
  init(_ writer: StoreWriter, _ keyring: inout EventKeyring, of scope: TenantScope, cause: ContextTransaction?) throws {
    let root = try keyring.root(at: scope.eventPlace, writer)
    self.writer = writer
    self.scope = scope
    sealing = keyring.sealing(with: root)
    self.cause = cause
    values = SealedValues(root: root, region: scope.tenant.homeRegion)
  }

  /// Publishes events in their order, as part of the transaction.
  ///
  /// - Parameters:
  ///   - drafts: The events. Where one says no cause, it is that of the event that is being consumed.
  ///   - stream: Which of the tenant's streams.
  /// - Returns: A receipt for each.
  /// - Throws: As ``TenantEventStream/publish(_:)-(EventDraft)``.
  @discardableResult
  public func publish(_ drafts: [EventDraft], to stream: EventStreamName) throws -> [EventReceipt] {
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
    let name = try ValueName(name)
    return try values.delete(name, if: condition, writer)
  }
}
