// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TerminalOutput

/// Reads the members of one configuration file.
struct ConfigurationReader {
  let path: String
  let home: String?

  static let profilesKey = "profiles"

  /// The members of the file.
  func document(_ text: String) throws -> [String: JSONValue] {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: text)
    } catch let fault as TenantError {
      throw self.fault("'\(path)' is not valid JSON: \(fault.message)", hint: fault.hint)
    }
    guard let members = value.object else {
      throw fault("'\(path)' does not hold an object", hint: "write settings like {\"output\": \"json\"}")
    }
    return members
  }

  /// The settings of each profile.
  func profiles(_ value: JSONValue) throws -> [String: [SettingName: String]] {
    guard let members = value.object else { throw notAnObject(value, Self.profilesKey) }
    var profiles: [String: [SettingName: String]] = [:]
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      guard let settings = value.object, !name.isEmpty else { throw notAnObject(value, "\(Self.profilesKey).\(name)") }
      profiles[name] = try self.settings(settings, in: name)
    }
    return profiles
  }

  /// The settings of a profile, or those of the file itself.
  func settings(_ members: [String: JSONValue], in profile: String?) throws -> [SettingName: String] {
    let known = SettingName.allCases.filter { profile == nil ? $0.isKey : $0.isProfileKey }
    var settings: [SettingName: String] = [:]
    // In order, so that of several faults it is always the same one that is told.
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      let place = profile.map { "\(Self.profilesKey).\($0).\(key)" } ?? key
      guard let name = SettingName(rawValue: key), known.contains(name) else {
        throw unknown(key, at: place, known.map(\.rawValue) + (profile == nil ? [Self.profilesKey] : []))
      }
      guard let text = name.text(of: value), name.accepts(text) else {
        let shown = value.string ?? value.description
        throw fault(
          "'\(shown)' for key '\(place)' in '\(path)' is not \(name.noun)", hint: name.advice(isJSON: true),
          details: ["key": place, "value": shown])
      }
      settings[name] = name == .store ? absolute(text) : text
    }
    return settings
  }

  /// A path that means the same wherever the program is started.
  private func absolute(_ text: String) -> String {
    if text.hasPrefix("/") { return text }
    if text.hasPrefix("~/"), let home { return home + text.dropFirst() }
    return path[...(path.lastIndex(of: "/") ?? path.startIndex)] + text
  }

  private func unknown(_ key: String, at place: String, _ known: [String]) -> TenantError {
    let nearest = EditDistance.nearest(to: key, in: known, maxDistance: 2)
    return fault(
      "unknown key '\(place)' in '\(path)'",
      hint: nearest.map { "did you mean '\($0)'?" } ?? "keys are \(known.joined(separator: ", "))",
      details: ["key": place])
  }

  private func notAnObject(_ value: JSONValue, _ place: String) -> TenantError {
    let shown = value.string ?? value.description
    return fault(
      "'\(shown)' for key '\(place)' in '\(path)' is not an object of settings",
      hint: "write profiles like {\"staging\": {\"store\": \"staging.db\"}}", details: ["key": place, "value": shown])
  }

  private func fault(_ message: String, hint: String?, details: [String: String] = [:]) -> TenantError {
    TenantError(.invalidValue, message, hint: hint, details: details.merging(["path": path]) { own, _ in own })
  }
}
