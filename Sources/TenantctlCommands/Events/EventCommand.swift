// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `event`.
package struct EventCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "event", abstract: "The events of tenants: publish, read, deliver again and give up",
    subcommands: [
      EventPublish.self, EventList.self, EventTail.self, EventReplay.self, EventStats.self, DeadLetterCommand.self,
      EventStreamCommand.self,
    ], aliases: ["events"])

  package init() {}
}

/// The noun `event dead-letter`.
package struct DeadLetterCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "dead-letter", abstract: "Events that were given up: list, try again and discard",
    subcommands: [DeadLetterList.self, DeadLetterRetry.self, DeadLetterDiscard.self], aliases: ["dead-letters"])

  package init() {}
}

/// The noun `event stream`.
package struct EventStreamCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "stream", abstract: "What binds the streams of tenants: update",
    subcommands: [EventStreamUpdate.self], aliases: ["streams"])

  package init() {}
}

/// The noun `subscription`.
package struct SubscriptionCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "subscription", abstract: "Durable readers of tenants' streams: list, show, create and delete",
    subcommands: [
      SubscriptionList.self, SubscriptionShow.self, SubscriptionCreate.self, SubscriptionDelete.self,
    ], aliases: ["subscriptions"])

  package init() {}
}

/// The noun `grant`.
package struct GrantCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "What tenants let each other have of their events: list, create, accept and revoke",
    subcommands: [GrantList.self, GrantCreate.self, GrantAccept.self, GrantRevoke.self], aliases: ["grants"])

  package init() {}
}
