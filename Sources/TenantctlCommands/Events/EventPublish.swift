// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `event publish`.
package struct EventPublish: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Publish an event of a tenant",
    discussion: """
      The data are read from a file, never from the command line, which others on the host can see. With --cloud-event the
      file holds a whole event as CloudEvents 1.0; what that says of a tenant must be the tenant that is named here. An event
      of an id that the stream has seen is not published again. The journal tells who published it, and nothing of the data.

      Examples:
        tenantctl event publish acme orders order.json --subject order.paid --type com.example.paid --key o-4711
        echo '{}' | tenantctl event publish acme orders - --subject order.paid --type com.example.paid --id e-1
        tenantctl event publish acme orders event.json --cloud-event --reason 'lost on the way, ticket 4711'
      """)
  package static let effect = CommandEffect.changes

  @OptionGroup var address: TenantStreamArguments

  @Argument(help: ArgumentHelp("File that holds the data; '-' is standard input.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("What it is about, like order.paid.", valueName: "subject"), transform: Parse.subject)
  var subject: EventSubject?

  @Option(help: ArgumentHelp("What happened, like com.example.paid.", valueName: "type"), transform: Parse.eventType)
  var type: EventType?

  @Option(
    help: ArgumentHelp("What tells it from other events; random by default.", valueName: "id"), transform: Parse.eventID
  )
  var id: EventID?

  @Option(help: ArgumentHelp("Events of one key keep their order.", valueName: "key"), transform: Parse.eventKey)
  var key: EventKey?

  @Option(help: ArgumentHelp("How the data are to be read; JSON by default.", valueName: "type"))
  var contentType: String?

  @Option(
    help: ArgumentHelp("Where this is done, for streams that are bound to regions.", valueName: "region"),
    transform: Parse.region)
  var region: Region?

  @Flag(help: "The file holds a whole event as CloudEvents 1.0.")
  var cloudEvent = false

  @OptionGroup var masterKey: MasterKeyOptions
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if cloudEvent {
      guard subject == nil, type == nil, id == nil, key == nil, contentType == nil else {
        throw ValidationError("--cloud-event goes without --subject, --type, --id, --key and --content-type")
      }
    } else if subject == nil || type == nil {
      throw ValidationError("an event needs --subject and --type, or --cloud-event")
    }
  }

  package func run(_ context: CommandContext) throws {
    let text = try context.input(file).readText(limit: EventEnvelope.maximumDocumentBytes)
    let outcome = try context.administration(Self.effect).publishEvent(
      draft(text), to: address.stream, of: address.tenant, in: region, with: context.masterKey(masterKey))
    let receipt = outcome.value.receipt
    try context.report(
      outcome, "published event '\(receipt.id)' as number \(receipt.sequence) of stream '\(address.stream)'",
      unchanged: "unchanged: event '\(receipt.id)' is number \(receipt.sequence) already")
  }

  private func draft(_ text: String) throws -> EventDraft {
    if cloudEvent { return EventDraft(try EventEnvelope(cloudEvent: text)) }
    guard let subject, let type else { throw TenantError(.usage, "an event needs --subject and --type") }
    var draft = EventDraft(type: type, subject: subject, data: Array(text.utf8), key: key)
    draft.id = id
    draft.contentType = contentType
    return draft
  }
}
