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
  /// The options of the command that runs; the defaults until one is parsed.
  package var global: GlobalOptions {
    get { parsedGlobal ?? .defaults }
    set { parsedGlobal = newValue }
  }
  // Reading the defaults means parsing, which a command that has its own options must not pay for at its start.
  private var parsedGlobal: GlobalOptions?
  /// The change options of the command that runs, if it changes anything.
  package var change: ChangeOptions?

  /// Creates a context.
  package init(
    environment: [String: String], output: any TextSink, errors: any TextSink, readLine: @escaping () -> String?,
    isInputTerminal: Bool, now: @escaping () -> Timestamp, monotonicMilliseconds: @escaping () -> Int64,
    randomBits: @escaping () -> UInt128, defaultActor: String, paging: Paging? = nil
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
  }
}

extension CommandContext {
  /// Path of the store: option, environment, default.
  package func storePath() throws -> String {
    if let path = global.store { return try Self.requireNonEmpty(path, "--store") }
    if let path = environment["TENANTCTL_STORE"], !path.isEmpty { return path }
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/tenantctl/state.db" }
    guard let home = environment["HOME"], !home.isEmpty else {
      throw TenantError(.usage, "no store is named and HOME is not set", hint: "use --store or TENANTCTL_STORE")
    }
    return home + "/.local/state/tenantctl/state.db"
  }

  private static func requireNonEmpty(_ value: String, _ option: String) throws -> String {
    guard !value.isEmpty else { throw TenantError(.usage, "\(option) needs a value") }
    return value
  }

  /// Who operates: option, environment, `user@host`.
  package func session() throws -> OperatorSession {
    let named = change?.actor ?? environment["TENANTCTL_ACTOR"].flatMap { $0.isEmpty ? nil : $0 }
    let actor = named ?? defaultActor
    guard (1...200).contains(actor.count), !actor.contains(where: \.isNewline) else {
      throw TenantError(
        .usage, "'\(actor.prefix(80))' is not a valid actor", hint: "use 1 to 200 characters on one line")
    }
    return OperatorSession(
      actor: actor, reason: change?.reason, idempotencyKey: change?.idempotencyKey, isDryRun: change?.dryRun ?? false,
      timeZones: timeZones, now: now, randomBits: randomBits)
  }

  private var timeZones: SystemTimeZones {
    guard let folder = environment["TZDIR"], folder.hasPrefix("/") else { return SystemTimeZones() }
    return SystemTimeZones(folder: folder)
  }

  /// Opens the store as the command's effect demands, and warns where others may read it.
  ///
  /// - Parameters:
  ///   - effect: What the command does.
  ///   - access: How the store is opened, where the effect alone does not say.
  /// - Returns: The operations.
  /// - Throws: ``TenantError`` where the store cannot be opened.
  package func administration(_ effect: CommandEffect, access: StoreAccess? = nil) throws -> Administration {
    let path = try storePath()
    let administration = try Administration(
      opening: path, access: access ?? (effect == .reads ? .readOnly : .readWrite),
      busyTimeoutMilliseconds: global.busyTimeoutMilliseconds(environment), session: session())
    if let warning = administration.permissionWarning() { say("warning: \(warning)") }
    return administration
  }

  /// Writes a message to standard error, unless only results are wanted.
  package func say(_ message: String) {
    guard !global.quiet else { return }
    // A message that cannot be delivered must not fail a change that is already committed.
    try? errors.write(message + "\n")
  }
}
