// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `subscription create`.
package struct SubscriptionCreate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a subscription, which remembers what of a stream was read",
    discussion: """
      It reads what is published from now on, or with --from-start all that is stored. An event that fails is tried again after
      a wait that doubles each time, and becomes a dead letter after the last try.

      Examples:
        tenantctl subscription create acme indexer orders
        tenantctl subscription create acme mailer orders --pattern 'order.*.paid' --attempts 5 --first-wait 1000
        tenantctl subscription create acme audit orders --from-start --window 1000 --reason 'audit of 2026'
      """)
  package static let effect = CommandEffect.changes

  @OptionGroup var address: TenantSubscriptionArguments

  @Argument(help: ArgumentHelp("Name of the stream.", valueName: "stream"), transform: Parse.stream)
  var stream: EventStreamName

  @Option(
    help: ArgumentHelp("Which subjects: '*' is any one word, '>' all that follow.", valueName: "pattern"),
    transform: Parse.pattern)
  var pattern: EventSubjectPattern?

  @Option(help: ArgumentHelp("After how many failures an event is given up.", valueName: "n"))
  var attempts = EventRetryPolicy.standard.attempts

  @Option(help: ArgumentHelp("How long to wait after the first failure.", valueName: "ms"))
  var firstWait = EventRetryPolicy.standard.firstMilliseconds

  @Option(help: ArgumentHelp("How long to wait at most.", valueName: "ms"))
  var longestWait = EventRetryPolicy.standard.capMilliseconds

  @Option(help: ArgumentHelp("How many events may be unfinished at once.", valueName: "events"))
  var window = EventSubscription.standardWindow

  @Flag(help: "Read what is stored already.")
  var fromStart = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var request = SubscriptionRequest(name: address.subscription, stream: stream)
    if let pattern { request.pattern = pattern }
    request.retry = try EventRetryPolicy(
      attempts: attempts, firstMilliseconds: firstWait, capMilliseconds: longestWait,
      jitterPercent: EventRetryPolicy.standard.jitterPercent)
    request.window = window
    request.fromStart = fromStart
    let outcome = try context.administration(Self.effect).createSubscription(request, of: address.tenant)
    try context.report(outcome, "created subscription '\(address.subscription)' to stream '\(stream)'")
  }
}
