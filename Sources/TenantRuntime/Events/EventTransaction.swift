// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// Changes of one tenant that are made together; only valid inside the body it was given to.
public struct EventTransaction: ~Copyable {
  private let writer: StoreWriter
  private let place: EventPlace
  private let sealing: any EventSealing
  private let cause: ContextTransaction?

  init(writer: StoreWriter, place: EventPlace, sealing: any EventSealing, cause: ContextTransaction?) {
    self.writer = writer
    self.place = place
    self.sealing = sealing
    self.cause = cause
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
    return try writer.nested { try writer.publish(envelopes, to: stream, at: place, sealing: sealing) }
  }
}
