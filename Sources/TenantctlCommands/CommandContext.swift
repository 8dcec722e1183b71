// SPDX-License-Identifier: Apache-2.0

package import TenantAdmin
package import TenantModel
package import TerminalOutput

/// Everything a command may touch of the outside world.
///
/// Tests build one over strings and fixed clocks; the program builds one over the process.
package struct CommandContext {
  /// Environment variables.
  package var environment: [String: String]
  /// Where results go.
  package var output: any TextSink
  /// Where messages, prompts, progress and errors go.
  package var errors: any TextSink
  /// Reads one line of standard input; `nil` at its end.
  package var readLine: () -> String?
  /// Whether a person can answer on standard input.
  package var isInputTerminal: Bool
  /// Reads the clock.
  package var now: () -> Timestamp
  /// Reads a clock that never goes back, in milliseconds: for progress.
  package var monotonicMilliseconds: () -> Int64
  /// Returns 128 random bits of cryptographic quality.
  package var randomBits: () -> UInt128
  /// `user@host`, the actor where nothing else names one.
  package var defaultActor: String
  /// Shows results through a pager; `nil` where there is none.
  package var paging: Paging?
  /// Where configuration files are found.
  package var configuration: ConfigurationSource
  /// Waits for so many milliseconds and returns whether watching goes on.
  package var sleep: (Int64) -> Bool
  /// Begins to listen for changes of the store at a path; what it returns waits for one, for so many milliseconds at most, and
  /// returns whether watching goes on.
  package var listen: (String) -> (Int64) -> Bool
  /// Runs a command of the shell and returns its exit status.
  package var runShell: (ShellCommand) throws -> Int32
  /// What applies to the command that runs; the defaults until one is parsed.
  package var settings: Settings {
    get { resolvedSettings ?? Settings() }
    set { resolvedSettings = newValue }
  }
  /// What applies to the command that runs; `nil` until one is parsed.
  private(set) var resolvedSettings: Settings?
  /// The change options of the command that runs, if it changes anything.
  package var change: ChangeOptions?
  /// Why the command is run, as its options say.
  package var reason: String?

  /// Creates a context.
  package init(
    environment: [String: String], output: any TextSink, errors: any TextSink, readLine: @escaping () -> String?,
    isInputTerminal: Bool, now: @escaping () -> Timestamp, monotonicMilliseconds: @escaping () -> Int64,
    randomBits: @escaping () -> UInt128, defaultActor: String, paging: Paging? = nil,
    configuration: ConfigurationSource = .none, sleep: @escaping (Int64) -> Bool = { _ in false },
    listen: ((String) -> (Int64) -> Bool)? = nil, runShell: @escaping (ShellCommand) throws -> Int32 = { _ in 0 }
  ) {
    self.environment = environment
    self.output = output
    self.errors = errors
    self.readLine = readLine
    self.isInputTerminal = isInputTerminal
    self.now = now
    self.monotonicMilliseconds = monotonicMilliseconds
    self.randomBits = randomBits
    self.defaultActor = defaultActor
    self.paging = paging
    self.configuration = configuration
    self.sleep = sleep
    self.listen = listen ?? { _ in sleep }
    self.runShell = runShell
  }
}

extension CommandContext {
  /// Path of the store: the one that is set, else the default.
  package func storePath() throws -> String {
    if let path = settings.store {
      guard !path.isEmpty else { throw TenantError(.usage, "--store needs a value") }
      return path
    }
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/tenantctl/state.db" }
    guard let home = environment["HOME"], !home.isEmpty else {
      throw TenantError(.usage, "no store is named and HOME is not set", hint: "use --store or TENANTCTL_STORE")
    }
    return home + "/.local/state/tenantctl/state.db"
  }

  /// Who operates: who is set, else `user@host`.
  package func session() throws -> OperatorSession {
    let actor = settings.actor ?? defaultActor
    guard SettingName.actor.accepts(actor) else {
      throw TenantError(
        .usage, "'\(actor.prefix(80))' is not a valid actor", hint: SettingName.actor.advice(isJSON: false))
    }
    return OperatorSession(
      actor: actor, reason: reason, idempotencyKey: change?.idempotencyKey, isDryRun: change?.dryRun ?? false,
      timeZones: timeZones, now: now, randomBits: randomBits)
  }

  private var timeZones: SystemTimeZones {
    guard let folder = environment["TZDIR"], folder.hasPrefix("/") else { return SystemTimeZones() }
    return SystemTimeZones(folder: folder)
  }

  /// Opens the store as the command's effect demands, and warns where others may read it.
  ///
  /// A command that gives something away opens a store that it may not write to for reading, and warns that the journal is not
  /// told: whoever may read the file could take the same by other means.
  ///
  /// - Parameters:
  ///   - effect: What the command does.
  ///   - access: How the store is opened, where the effect alone does not say.
  /// - Returns: The operations.
  /// - Throws: ``TenantError`` where the store cannot be opened.
  package func administration(_ effect: CommandEffect, access: StoreAccess? = nil) throws -> Administration {
    let path = try storePath()
    let isUntold = effect == .reveals && access == nil && !Administration.isWritable(path)
    let administration = try Administration(
      opening: path, access: access ?? (effect == .reads || isUntold ? .readOnly : .readWrite),
      busyTimeoutMilliseconds: Int32(settings.busyTimeout) * 1_000, session: session())
    if isUntold { say("warning: the store can only be read, so its journal does not tell of this") }
    if let warning = administration.permissionWarning() { say("warning: \(warning)") }
    return administration
  }

  /// Writes a message to standard error, unless only results are wanted.
  package func say(_ message: String) {
    guard !settings.quiet else { return }
    // A message that cannot be delivered must not fail a change that is already committed.
    try? errors.write(message + "\n")
  }
}
