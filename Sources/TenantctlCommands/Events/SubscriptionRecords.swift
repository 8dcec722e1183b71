// SPDX-License-Identifier: Apache-2.0

package import TenantAdmin
package import TenantModel
package import TerminalOutput

extension SubscriptionStanding: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "subscription",
    columns: [
      Column("subscription", priority: 10), Column("stream", priority: 9), Column("pattern", priority: 8),
      Column("unread", alignment: .right, priority: 8), Column("pending", alignment: .right, priority: 7),
      Column("dead", alignment: .right, priority: 7), Column("position", alignment: .right, priority: 4),
      Column("attempts", inTable: false), Column("firstWait", inTable: false), Column("longestWait", inTable: false),
      Column("window", inTable: false), Column("createdAt", inTable: false),
    ])

  package var record: Record {
    Record([
      "subscription": .text(subscription.name.rawValue), "stream": .text(subscription.stream.rawValue),
      "pattern": .text(subscription.pattern.rawValue), "unread": .integer(unread), "pending": .integer(pending),
      "dead": .integer(dead), "position": .integer(subscription.cursor),
      "attempts": .integer(subscription.retry.attempts), "firstWait": .integer(subscription.retry.firstMilliseconds),
      "longestWait": .integer(subscription.retry.capMilliseconds), "window": .integer(subscription.window),
      "createdAt": .text(subscription.createdAt.description),
    ])
  }
}

extension DeadLetter: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "sequence",
    columns: [
      Column("subscription", priority: 9), Column("sequence", alignment: .right, priority: 10),
      Column("id", priority: 6), Column("subject", priority: 7), Column("attempts", alignment: .right, priority: 5),
      Column("fault", priority: 8), Column("deadAt", priority: 4), Column("stream", inTable: false),
    ])

  package var record: Record {
    Record([
      "subscription": .text(subscription.rawValue), "sequence": .integer(sequence), "id": .text(id.rawValue),
      "subject": .text(subject.rawValue), "attempts": .integer(attempts), "fault": .text(fault),
      "deadAt": .text(deadAt.description), "stream": .text(stream.rawValue),
    ])
  }
}

extension GrantStanding: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "grant",
    columns: [
      Column("grant", priority: 10), Column("giver", priority: 6), Column("receiver", priority: 6),
      Column("stream", priority: 8), Column("pattern", priority: 7), Column("purpose", priority: 5),
      Column("until", priority: 6), Column("state", priority: 9), Column("into", priority: 3),
      Column("delivered", alignment: .right, priority: 4), Column("approver", inTable: false),
      Column("createdAt", inTable: false),
    ])

  package var record: Record {
    Record([
      "grant": .text(grant.id.rawValue), "giver": .text(grant.giver.tenant.rawValue),
      "receiver": .text(grant.receiver.tenant.rawValue), "stream": .text(grant.stream.rawValue),
      "pattern": .text(grant.pattern.rawValue), "purpose": .text(grant.purpose.rawValue),
      "until": .text(grant.until.description), "state": .text(state.rawValue), "into": .optional(into?.rawValue),
      "delivered": .integer(delivered), "approver": .text(grant.approver),
      "createdAt": .text(grant.createdAt.description),
    ])
  }
}
