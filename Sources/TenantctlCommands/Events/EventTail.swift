// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `event tail`.
package struct EventTail: RevealingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "tail", abstract: "Print the events of a stream as they come, each as a CloudEvent a line",
    discussion: """
      Nothing is consumed: subscriptions get their events whoever looks on. The tail goes on until it is interrupted, and ends
      with 130 then. Without --data the events come without what they say; with it they are opened with the tenant's key,
      for which the master key is needed, and the journal says, once for each tail, who was shown them and why.

      Examples:
        tenantctl event tail acme orders
        tenantctl event tail acme orders --after 0 --once
        tenantctl event tail acme orders --data --master-key-file /etc/tenantctl/master-key
      """)
  package static let effect = CommandEffect.reveals

  @OptionGroup var address: TenantStreamArguments

  @Option(help: ArgumentHelp("Begin after this sequence instead of now.", valueName: "n"))
  var after: Int64?

  @Flag(help: "Open the data.")
  var data = false

  @Flag(help: "Print what is there and end.")
  var once = false

  @Option(
    help: ArgumentHelp("How long to wait between two looks, like 500ms, 2s or 1m.", valueName: "duration"),
    transform: Parse.watchInterval)
  var interval: WatchInterval?

  @OptionGroup var masterKey: MasterKeyOptions
  @OptionGroup(title: "Audit Options") package var audit: AuditOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if let after, after < 0 { throw ValidationError("'\(after)' is not a sequence; use 0 or more") }
    if once, interval != nil { throw ValidationError("--once and --interval exclude each other") }
  }

  package func run(_ context: CommandContext) throws {
    let master = try data ? context.masterKey(masterKey) : nil
    var administration = try context.administration(data ? Self.effect : .reads)
    var last = try after ?? (once ? 0 : newest(administration))
    if data { try administration.recordReading(of: address.stream, of: address.tenant, after: last) }
    var quietly = context
    // The warnings of the first look are enough.
    quietly.settings.quiet = true
    while true {
      var lines: [String] = []
      try administration.forEachEvent(in: address.stream, of: address.tenant, after: last, limit: 1_000, with: master) {
        last = $0.sequence
        lines.append($0.envelope.cloudEvent.description)
      }
      for line in lines { try context.output.write(line + "\n") }
      try context.output.flush()
      // As many as were asked for: there are more.
      if lines.count == 1_000 { continue }
      guard !once, context.sleep((interval ?? .standard).milliseconds) else { return }
      // Opened anew, because another store may have been put in its place.
      administration = try quietly.administration(.reads)
    }
  }

  private func newest(_ administration: Administration) throws -> Int64 {
    try administration.streamStandings(of: address.tenant).first { $0.stream.name == address.stream }?
      .stream.lastSequence ?? 0
  }
}
