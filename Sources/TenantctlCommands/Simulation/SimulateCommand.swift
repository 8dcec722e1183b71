// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `simulate`.
package struct SimulateCommand: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Try rates out on simulated or recorded traffic",
    discussion: """
      A fleet of tenants that does not exist sends requests on a clock that does not run; the rules that services use
      decide on every one. Rates are those of the store's tiers, or of the built-in tiers where there is no store, unless
      --allowance tries out others. The result follows from the options: it is the same on every run and machine.

      steady           most tenants use a small part of their limit, one of a hundred wants more than it
      diurnal          as steady, but following the day
      burst            half as much, but once a day or so ten minutes of three times the limit
      noisy-neighbour  as steady, but one of a hundred tenants always wants ten times its limit
      mix              half of the tenants steady, a third diurnal, the rest burst, one of a hundred noisy

      --replay reads an access log instead, maps its clients to tenants as 'usage ingest' does, and says what their quotas
      would have made of it; without a store, each client is a tenant that --allowance says the limit of.

      Fairness is Jain's index of the part of its requests that each tenant was admitted: 1 where all were treated alike.

      Examples:
        tenantctl simulate --tenants 100 --pattern burst --hours 6
        tenantctl simulate --tenants 100 --hours 2 --allowance free=20/s --mode hard --by time --output csv
        tenantctl simulate --tenants 50 --hours 2 --pattern noisy-neighbour --by tenant --sort denied:desc --limit 5
        tenantctl simulate --replay access.log --allowance 2/s --html replay.html
      """)
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "Fleet Options") var fleet: SimulatedFleetOptions
  @OptionGroup(title: "Replay Options") var log: ReplayOptions

  @Option(
    help: ArgumentHelp("Which quota decides; api.requests by default.", valueName: "quota"),
    completion: StoreCompletion.quotas, transform: Parse.quotaKey)
  var quota: QuotaKey?

  @Option(
    name: .customLong("allowance"),
    help: ArgumentHelp(
      "A rate to try out for all tiers, like 10/s, or for one, like free=10/s; repeatable.", valueName: "[tier=]rate"),
    transform: Parse.simulationAllowance)
  var allowances: [String] = []

  @Option(help: "How rates are held: bucket, hard or rolling.")
  var mode: RateMode = .bucket

  @Option(help: "Rows: tier, tenant or time.")
  var by: SimulationGrouping = .tier

  @OptionGroup var page: PageOptions

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    guard log.replay != nil else { return }
    if let option = fleet.firstGiven { throw ValidationError("\(option) and --replay exclude each other") }
  }

  package func run(_ context: CommandContext) throws {
    let key = try quota ?? QuotaKey(parsing: "api.requests")
    let allowances = try SimulationAllowances(parsing: allowances)
    let result: SimulationResult
    if let path = log.replay {
      result = try replay(path, key, allowances, context)
    } else {
      result = try simulate(key, allowances, context)
    }
    if let html = page.html { return try page.write(SimulationPage(result).text, to: html, context) }
    try context.list(result.schema(by: by), listing, of: "requests") { emit in
      try result.forEachRecord(by: by) { try emit($0) }
    }
    if context.settings.output == .table, !context.settings.quiet, by == .tier {
      let chart = result.chart(width: context.output.width ?? 80)
      if !chart.isEmpty { try context.output.write("\n" + chart + "\n") }
    }
    context.say(result.sentence)
  }

  private func simulate(
    _ key: QuotaKey, _ allowances: SimulationAllowances, _ context: CommandContext
  ) throws -> SimulationResult {
    let tiers = try fleet.tiers(key, allowances, mode, defined: definedQuotas(context))
    let simulation = try FleetSimulation(
      tenants: fleet.tenantCount, hours: fleet.hourCount, seed: fleet.seedValue, pattern: fleet.patternOrMix,
      tiers: tiers)
    let progress = context.progress("simulating")
    defer { progress.finish() }
    let report = simulation.run(keepsTenants: by == .tenant) {
      progress.update(done: Int64($0), total: Int64(fleet.tenantCount), count: Int64($0))
    }
    return SimulationResult(report, key: key, mode: mode, rules: tiers, subject: fleet.sentence)
  }

  /// The definitions of the store's tiers; of the built-in ones where there is no store.
  private func definedQuotas(_ context: CommandContext) throws -> [OwnedQuota] {
    do {
      return try context.administration(Self.effect).tierQuotas()
    } catch let error as TenantError where error.code == .storeMissing {
      return try Administration.builtinTierQuotas()
    }
  }

  private func replay(
    _ path: String, _ key: QuotaKey, _ allowances: SimulationAllowances, _ context: CommandContext
  ) throws -> SimulationResult {
    var options = TrafficReplayOptions(quota: key, allowances: allowances)
    options.mode = mode
    options.referenceRule = log.tenantBy
    options.keepsTenants = by == .tenant
    options.keepGoing = log.keepGoing
    let source = try context.input(path)
    let progress = context.progress("replaying")
    defer { progress.finish() }
    func update(_ state: TrafficReplayProgress) {
      progress.update(done: state.bytesRead, total: state.size, count: state.requests)
    }
    func warn(_ rejection: TenantError) { context.say("warning: \(rejection.message)") }
    let replay: TrafficReplay
    do {
      replay = try context.administration(Self.effect)
        .replayTraffic(source, options, onRejection: warn, progress: update)
    } catch let error as TenantError where error.code == .storeMissing {
      replay = try Administration.replayTrafficOfClients(source, options, onRejection: warn, progress: update)
    }
    return SimulationResult(replay, key: key, mode: mode, log: source.name)
  }
}
