// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TerminalOutput

/// What can be set by an option, an environment variable or a configuration file.
package enum SettingName: String, CaseIterable, Sendable {
  case store, output, fields, noHeader, quiet, color, noInput, progress, busyTimeout, noPager, verbose, actor, pager
  case project, profile

  /// The environment variable.
  package var variable: String {
    // Written out, so that a search for a variable's name finds it.
    switch self {
    case .store: "TENANTCTL_STORE"
    case .output: "TENANTCTL_OUTPUT"
    case .fields: "TENANTCTL_FIELDS"
    case .noHeader: "TENANTCTL_NO_HEADER"
    case .quiet: "TENANTCTL_QUIET"
    case .color: "TENANTCTL_COLOR"
    case .noInput: "TENANTCTL_NO_INPUT"
    case .progress: "TENANTCTL_PROGRESS"
    case .busyTimeout: "TENANTCTL_BUSY_TIMEOUT"
    case .noPager: "TENANTCTL_NO_PAGER"
    case .verbose: "TENANTCTL_VERBOSE"
    case .actor: "TENANTCTL_ACTOR"
    case .pager: "TENANTCTL_PAGER"
    case .project: "TENANTCTL_PROJECT"
    case .profile: "TENANTCTL_PROFILE"
    }
  }

  /// Whether configuration files may set it: not what decides which files are read, nor what fits only some commands.
  package var isKey: Bool {
    switch self {
    case .project, .fields: false
    default: true
    }
  }

  /// Whether a profile may set it; a profile cannot choose another one.
  var isProfileKey: Bool { isKey && self != .profile }

  /// Whether a variable that is set but empty counts: an empty pager is none.
  var acceptsNothing: Bool { self == .pager }
}

extension SettingName {
  /// Whether the text is a value of the setting.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .store, .fields, .profile: !text.isEmpty
    case .pager: true
    case .actor: (1...200).contains(text.count) && !text.contains(where: \.isNewline)
    case .output: OutputFormat(rawValue: text) != nil
    case .color: ColorChoice(rawValue: text) != nil
    case .progress: ProgressMode(rawValue: text) != nil
    case .busyTimeout: Self.seconds(text) != nil
    case .noHeader, .quiet, .noInput, .noPager, .verbose, .project: Self.flag(text) != nil
    }
  }

  /// The text of a value in a configuration file; `nil` where it is of another type.
  func text(of value: JSONValue) -> String? {
    switch self {
    case .store, .fields, .profile, .pager, .actor, .output, .color, .progress: value.string
    case .busyTimeout: value.number
    case .noHeader, .quiet, .noInput, .noPager, .verbose, .project: value.bool.map { $0 ? "true" : "false" }
    }
  }

  /// The truth value that a word stands for.
  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "1", "true", "yes", "on": true
    case "0", "false", "no", "off": false
    default: nil
    }
  }

  /// A number of seconds to wait for a lock.
  static func seconds(_ text: String) -> Int? {
    Int(text).flatMap { (0...600).contains($0) ? $0 : nil }
  }
}

extension SettingName {
  /// What a value of the setting is, with its article.
  var noun: String {
    switch self {
    case .store: "a path"
    case .fields: "a list of fields"
    case .profile: "the name of a profile"
    case .pager: "a command"
    case .actor: "a valid actor"
    case .output: "a format"
    case .color: "a choice of colour"
    case .progress: "a kind of progress"
    case .busyTimeout: "a busy timeout"
    case .noHeader, .quiet, .noInput, .noPager, .verbose, .project: "a truth value"
    }
  }

  /// What to write instead of a value that is none.
  ///
  /// - Parameter isJSON: Whether the value stands in a configuration file.
  /// - Returns: The hint.
  func advice(isJSON: Bool) -> String {
    switch self {
    case .store, .fields, .profile, .pager: "use a text"
    case .actor: "use 1 to 200 characters on one line"
    case .output: "use table, json, jsonl, csv or yaml"
    case .color: "use auto, always or never"
    case .progress: "use auto, plain or none"
    case .busyTimeout: "use 0 to 600 seconds"
    case .noHeader, .quiet, .noInput, .noPager, .verbose, .project:
      isJSON ? "use true or false" : "use 1, true, yes or on; or 0, false, no or off"
    }
  }
}
