// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `event stream update`.
package struct EventStreamUpdate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change where a stream may be read and how much it keeps; made where there is none",
    discussion: """
      A stream that is bound to regions is neither written nor read by a process of another region, nor by one that does not say
      where it runs.

      Examples:
        tenantctl event stream update acme orders --region eu-west-1
        tenantctl event stream update acme orders --backlog 10000 --retention 86400
        tenantctl event stream update acme orders --any-region
      """)
  package static let effect = CommandEffect.changes

  @OptionGroup var address: TenantStreamArguments

  @Option(
    help: ArgumentHelp(
      "Bind the stream to this region; repeatable, and together they replace those before.", valueName: "region"),
    transform: Parse.region)
  var region: [Region] = []

  @Flag(help: "Bind the stream to no regions but the tenant's.")
  var anyRegion = false

  @Option(help: ArgumentHelp("How many events the slowest subscription may be behind.", valueName: "events"))
  var backlog: Int64?

  @Option(help: ArgumentHelp("How long events that were read are kept.", valueName: "seconds"))
  var retention: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if anyRegion, !region.isEmpty { throw ValidationError("--any-region and --region exclude each other") }
    if !anyRegion, region.isEmpty, backlog == nil, retention == nil {
      throw ValidationError("nothing is to be changed")
    }
  }

  package func run(_ context: CommandContext) throws {
    let request = [
      address.tenant.text, address.stream.rawValue, region.map(\.rawValue).joined(separator: ","), "\(anyRegion)",
      backlog.map(String.init) ?? "", retention.map(String.init) ?? "",
    ]
    let outcome = try context.administration(Self.effect).updateStream(
      address.stream, of: address.tenant, request: request
    ) { stream in
      if !region.isEmpty { stream.regions = Set(region) }
      if anyRegion { stream.regions = nil }
      if let backlog { stream.backlogLimit = backlog }
      if let retention { stream.retentionSeconds = retention }
    }
    try context.report(outcome, "updated stream '\(address.stream)'")
  }
}
