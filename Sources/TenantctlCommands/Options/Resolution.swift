// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TerminalOutput

/// Finds what applies to a command: in its options, the environment, the configuration files and the defaults, in that
/// order.
package struct Resolution {
  private let options: GlobalOptions?
  private let actor: String?
  private let context: CommandContext
  private let isLenient: Bool
  private var configuration = Configuration()
  private var settings = Settings()

  private init(_ options: GlobalOptions?, actor: String?, in context: CommandContext, isLenient: Bool) {
    self.options = options
    self.actor = actor
    self.context = context
    self.isLenient = isLenient
  }

  /// Resolves every setting.
  ///
  /// - Parameters:
  ///   - options: The options of the command.
  ///   - actor: Its `--actor`.
  ///   - context: The outside world.
  /// - Returns: The settings and where they come from.
  /// - Throws: ``TenantError`` where a variable, a configuration file or the name of a profile is wrong.
  package static func settings(
    _ options: GlobalOptions?, actor: String?, in context: CommandContext
  ) throws -> Settings {
    var resolution = Resolution(options, actor: actor, in: context, isLenient: false)
    return try resolution.resolve()
  }

  /// Resolves what can be resolved and passes over everything that is wrong: for help, errors and completions, which must
  /// work then too.
  package static func lenient(_ options: GlobalOptions?, in context: CommandContext) -> Settings {
    var resolution = Resolution(options, actor: nil, in: context, isLenient: true)
    return (try? resolution.resolve()) ?? Settings()
  }

  private mutating func resolve() throws -> Settings {
    // These two decide what is read of which files.
    settings.project = try flag(.project, options?.project)
    do {
      configuration.files = try ConfigurationFile.all(
        context.configuration, environment: context.environment, project: settings.project)
      settings.profile = try text(.profile, options?.profile)
      configuration.profile = try checked(profile: settings.profile)
    } catch {
      guard isLenient else { throw error }
    }

    settings.store = try text(.store, options?.store)
    settings.output = try value(.output, options?.format) { OutputFormat(rawValue: $0) } ?? settings.output
    settings.fields = try text(.fields, options?.fields)
    settings.noHeader = try flag(.noHeader, options?.noHeader)
    settings.quiet = try flag(.quiet, options?.quiet)
    settings.color = try value(.color, options?.color) { ColorChoice(rawValue: $0) } ?? settings.color
    settings.noInput = try flag(.noInput, options?.noInput)
    settings.progress = try value(.progress, options?.progress) { ProgressMode(rawValue: $0) } ?? settings.progress
    settings.busyTimeout = try value(.busyTimeout, options?.busyTimeout, SettingName.seconds) ?? settings.busyTimeout
    settings.noPager = try flag(.noPager, options?.noPager)
    settings.verbose = try flag(.verbose, options?.verbose)
    settings.actor = try text(.actor, actor)
    settings.pager = try text(.pager, nil) ?? commonPager() ?? settings.pager
    return settings
  }

  private mutating func text(_ name: SettingName, _ option: String?) throws -> String? {
    try value(name, option) { name.accepts($0) ? $0 : nil }
  }

  /// A flag can only be given; that it is not leaves the decision to the rest.
  private mutating func flag(_ name: SettingName, _ option: Bool?) throws -> Bool {
    try value(name, option == true ? true : nil, SettingName.flag) ?? false
  }

  private mutating func value<Value>(
    _ name: SettingName, _ option: Value?, _ read: (String) -> Value?
  ) throws -> Value? {
    if let option {
      settings.origins[name] = .option
      return option
    }
    if let text = context.environment[name.variable], name.acceptsNothing || !text.isEmpty {
      if let value = read(text) {
        settings.origins[name] = .variable(name.variable)
        return value
      }
      if !isLenient {
        throw TenantError(
          .usage, "'\(text)' in \(name.variable) is not \(name.noun)", hint: name.advice(isJSON: false),
          details: ["variable": name.variable, "value": text])
      }
    }
    // Whatever a file holds was looked at when it was read.
    guard let found = configuration.value(of: name), let value = read(found.text) else { return nil }
    settings.origins[name] = found.origin
    return value
  }

  /// What every program of the system takes for its pager.
  private mutating func commonPager() -> String? {
    guard let pager = context.environment["PAGER"] else { return nil }
    settings.origins[.pager] = .variable("PAGER")
    return pager
  }

  private func checked(profile name: String?) throws -> String? {
    guard let name else { return nil }
    let known = configuration.profiles
    guard !known.contains(name) else { return name }
    let nearest = EditDistance.nearest(to: name, in: known, maxDistance: 2)
    let place =
      switch settings.origin(of: .profile) {
      case .option, .builtIn: ""
      case .variable(let variable): " in \(variable)"
      case .file(let path, _): " in '\(path)'"
      }
    throw TenantError(
      .usage, "unknown profile '\(name)'\(place)",
      hint: nearest.map { "did you mean '\($0)'?" }
        ?? (known.isEmpty
          ? "no configuration file has profiles, see 'tenantctl help configuration'"
          : "profiles are \(known.joined(separator: ", "))"),
      details: ["value": name])
  }
}
