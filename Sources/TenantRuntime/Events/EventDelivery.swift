// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// An event in the hands of its consumer, which works in the scope of the tenant whose event it is.
public struct EventDelivery: Sendable {
  /// The event with its data.
  public let event: EventEnvelope
  /// The tenant's stream that it is in.
  public let stream: EventStreamName
  /// Its place in the stream, from 1.
  public let sequence: Int64
  /// Which try it is, from 1.
  public let attempt: Int64
  let scope: TenantScope
  let key: DeliveryKey
  let settlement: Settlement

  /// Whether the delivery is finished, whoever did it.
  final class Settlement: Sendable {
    private let isFinished = Monitor(false)

    /// Whether nobody has finished it yet.
    var isOpen: Bool { isFinished.withLock { !$0 } }

    func finish() { isFinished.withLock { $0 = true } }
  }

  /// Finishes the event together with what is done for it, in one transaction: either both happen, or neither.
  ///
  /// Whatever crashes, the effect happens once for each event. A handler that returns without this has its event finished
  /// after its work, so the work may be done twice.
  ///
  /// - Parameter effect: What is done for the event, that is what it publishes and which values it writes; it must not wait:
  ///   see ``EventTransaction``.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused`` where the event was handed to somebody else meanwhile, or
  ///   the grant that it came by was revoked or is over, or as ``TenantEvents/transaction(_:)``; then nothing was done.
  public func finish(
    _ effect: @escaping @Sendable (borrowing EventTransaction) throws -> Void = { _ in }
  ) async throws {
    let (scope, key, cause) = (scope, key, event.cause)
    try await scope.change { writer, keyring in
      try writer.acknowledge(key, at: scope.eventPlace)
      try scope.within(writer, &keyring, cause: cause, effect)
    }
    settlement.finish()
  }

  /// Puts the event back after a failure, or gives it up where trying again is known to change nothing.
  func fail(_ fault: String, isFinal: Bool = false) async throws {
    let (place, key) = (scope.eventPlace, key)
    _ = try await scope.change { writer, _ in try writer.fail(key, at: place, fault: fault, isFinal: isFinal) }
  }
}
