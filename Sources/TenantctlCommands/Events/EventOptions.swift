// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import TenantModel

/// Which stream of which tenant.
package struct TenantStreamArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  package var tenant: TenantSelector

  @Argument(help: ArgumentHelp("Name of the stream.", valueName: "stream"), transform: Parse.stream)
  package var stream: EventStreamName

  package init() {}
}

/// Which subscription of which tenant.
package struct TenantSubscriptionArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  package var tenant: TenantSelector

  @Argument(help: ArgumentHelp("Name of the subscription.", valueName: "subscription"), transform: Parse.subscription)
  package var subscription: EventSubscriptionName

  package init() {}
}

/// Which sequences of a stream.
package struct SequenceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("First sequence; 1 by default.", valueName: "n"))
  package var from: Int64 = 1

  @Option(help: ArgumentHelp("Last sequence; the newest by default.", valueName: "n"))
  package var to: Int64 = .max

  package init() {}

  package func validate() throws {
    guard from >= 1, to >= from else { throw ValidationError("--from and --to name no sequences; use 1 or more") }
  }

  var range: ClosedRange<Int64> { from...to }
}
