// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// A stream was declared, or what binds it changed.
  public static let streamUpdate = JournalKind(rawValue: "stream.update")
  /// A subscription was created.
  public static let subscriptionCreate = JournalKind(rawValue: "subscription.create")
  /// A subscription was deleted.
  public static let subscriptionDelete = JournalKind(rawValue: "subscription.delete")
  /// An operator published an event.
  public static let eventPublish = JournalKind(rawValue: "event.publish")
  /// An operator was shown what the events of a stream say.
  public static let eventRead = JournalKind(rawValue: "event.read")
  /// Events that were read are to be read again.
  public static let eventReplay = JournalKind(rawValue: "event.replay")
  /// Dead letters are to be tried again.
  public static let deadLetterRetry = JournalKind(rawValue: "event.dead-letter-retry")
  /// Dead letters were given up.
  public static let deadLetterDiscard = JournalKind(rawValue: "event.dead-letter-discard")
  /// A grant was offered to another tenant.
  public static let grantCreate = JournalKind(rawValue: "grant.create")
  /// A grant was accepted by its receiver.
  public static let grantAccept = JournalKind(rawValue: "grant.accept")
  /// A grant was taken back by one of its sides.
  public static let grantRevoke = JournalKind(rawValue: "grant.revoke")
  /// Events were delivered to another tenant under a grant.
  public static let grantDeliver = JournalKind(rawValue: "grant.deliver")
}
