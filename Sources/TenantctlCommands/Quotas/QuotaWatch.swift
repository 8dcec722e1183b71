// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `quota watch`.
package struct QuotaWatch: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Print alerts as they come, and run a command for each",
    discussion: """
      An alert is due once in a period for each share of 'quota set --alert' that is used. One line is printed for each; with
      --output jsonl or csv one record (other formats are printed as jsonl). Only what is new is printed, unless --since or
      --once is given. The watch goes on until it is interrupted, and ends with 130 then.

      --exec runs a command of the shell for each alert, one after the other, with the record as JSON on its standard input
      and TENANTCTL_ALERT_TENANT, _TENANT_ID, _USER, _QUOTA, _THRESHOLD, _USED, _LIMIT, _PERIOD_START, _TIME and _REVISION
      in its environment. What it prints goes to standard error; a failure is reported there and the watch goes on. After an
      interruption, go on with --since and the revision of the last alert.

      Examples:
        tenantctl quota watch --once
        tenantctl quota watch --once --since 1200 --output jsonl
        tenantctl quota watch --tenant acme --exec 'mail -s "quota of $TENANTCTL_ALERT_TENANT" ops@example.com'
        tenantctl quota watch --tenant acme --quota llm.tokens --all
      """)
  package static let effect = CommandEffect.reads

  @Option(
    help: ArgumentHelp("Only this tenant.", valueName: "tenant"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var tenant: TenantSelector?

  @Option(
    help: ArgumentHelp("Only this quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey?

  @Option(help: ArgumentHelp("Run this command of the shell for each alert.", valueName: "command"))
  var exec: String?

  @Option(help: ArgumentHelp("Begin after this revision of the store instead of now.", valueName: "revision"))
  var since: Int64?

  @Flag(help: "Print changes of definitions and grants too.")
  var all = false

  @Flag(help: "Print what is there and end.")
  var once = false

  @Option(
    help: ArgumentHelp(
      "How long to wait at most between two looks, like 500ms, 2s or 1m; changes on this host are seen at once.",
      valueName: "duration"),
    transform: Parse.watchInterval)
  var interval: WatchInterval?

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if let since, since < 0 { throw ValidationError("'\(since)' is not a revision; use 0 or more") }
    if once, interval != nil { throw ValidationError("--once and --interval exclude each other") }
  }

  package func run(_ context: CommandContext) throws {
    let settings = context.settings
    if settings.output == .table, settings.fields == nil, !settings.quiet {
      return try follow(context) { try context.output.write(ControlCharacters.escaped($0.line) + "\n") }
    }
    var context = context
    // Of the formats, these two have a record a line, so that whoever reads a stream can tell one from the next.
    if settings.output != .csv { context.settings.output = .jsonl }
    try context.list(QuotaNews.recordSchema, of: "alerts") { emit in
      try follow(context) { _ = try emit($0.record) }
    }
  }

  /// Looks for news until waiting ends.
  private func follow(_ context: CommandContext, _ print: (QuotaNews) throws -> Void) throws {
    // What is changed from here on wakes; what was changed before is found at the first look.
    let wait = try once ? nil : context.listen(context.storePath())
    var selection = QuotaNewsSelection()
    selection.tenant = tenant
    selection.quota = quota
    selection.hasChanges = all
    var administration = try context.administration(Self.effect)
    var revision = try since ?? (once ? 0 : administration.newestRevision())
    var quietly = context
    // The warnings of the first look are enough.
    quietly.settings.quiet = true
    while true {
      var news: [QuotaNews] = []
      revision = try administration.forEachQuotaNews(after: revision, selection) { news.append($0) }
      for item in news {
        try print(item)
        try context.output.flush()
        if let alert = item.alert { execute(item, alert, context) }
      }
      guard let wait, wait((interval ?? .standard).milliseconds) else { return }
      // Opened anew, because another store may have been put in its place.
      administration = try quietly.administration(Self.effect)
    }
  }

  private func execute(_ news: QuotaNews, _ alert: QuotaAlert, _ context: CommandContext) {
    guard let exec else { return }
    let variables = [
      "TENANT": news.change.tenant?.rawValue ?? "", "TENANT_ID": alert.tenant.rawValue, "USER": alert.user ?? "",
      "QUOTA": alert.quota.rawValue, "THRESHOLD": String(alert.threshold), "USED": String(alert.used),
      "LIMIT": String(alert.limit), "PERIOD_START": alert.periodStart.description, "TIME": alert.firedAt.description,
      "REVISION": String(news.change.entry.revision),
    ]
    let command = ShellCommand(
      line: exec, input: FieldValue.object(news.record.fields).json() + "\n",
      variables: Dictionary(uniqueKeysWithValues: variables.map { ("TENANTCTL_ALERT_\($0.key)", $0.value) }))
    do {
      let status = try context.runShell(command)
      if status != 0 {
        context.say("warning: the command ended with \(status) for revision \(news.change.entry.revision)")
      }
    } catch {
      context.say("warning: \(error)")
    }
  }
}
