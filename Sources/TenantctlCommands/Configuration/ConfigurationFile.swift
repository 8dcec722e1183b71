// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TerminalOutput

/// A file of settings, read and checked as a whole: what is wrong in it is told even where it is not used.
struct ConfigurationFile {
  let path: String
  /// Texts of the settings that stand in the file itself.
  let settings: [SettingName: String]
  /// Texts of the settings of each profile.
  let profiles: [String: [SettingName: String]]

  /// Reads the contents of a file.
  ///
  /// - Parameters:
  ///   - text: The contents.
  ///   - path: Where they come from; a relative path in them starts in its folder.
  ///   - home: The folder that `~` stands for.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` naming file, key and value.
  init(parsing text: String, path: String, home: String?) throws {
    let reader = ConfigurationReader(path: path, home: home)
    var members = try reader.document(text)
    let profiles = try members.removeValue(forKey: ConfigurationReader.profilesKey).map(reader.profiles)
    self.path = path
    settings = try reader.settings(members, in: nil)
    self.profiles = profiles ?? [:]
  }
}

extension ConfigurationFile {
  /// Reads the files there are.
  ///
  /// - Parameters:
  ///   - source: The file system.
  ///   - environment: Environment variables.
  ///   - project: Whether the project's own file counts.
  /// - Returns: The files, the one whose settings win first.
  /// - Throws: ``TenantError`` where a file cannot be read, or something in it is wrong.
  static func all(
    _ source: ConfigurationSource, environment: [String: String], project: Bool
  ) throws -> [ConfigurationFile] {
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    var files: [ConfigurationFile] = []
    func add(_ path: String?) throws {
      guard let path, let text = try source.read(path) else { return }
      files.append(try ConfigurationFile(parsing: text, path: path, home: home))
    }
    if project {
      try add(projectFile(source))
      try files.first?.requireNoProgram()
    }
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      try add(folder + "/tenantctl/config.json")
    } else {
      try add(home.map { $0 + "/.config/tenantctl/config.json" })
    }
    try add(source.systemFile)
    return files
  }

  /// Refuses a project's file that would have a program run, because whoever clones a repository has not read it.
  private func requireNoProgram() throws {
    guard ([settings] + profiles.values).contains(where: { $0[.pager] != nil }) else { return }
    throw TenantError(
      .invalidValue, "'\(path)' names a pager, which is a program that would be run",
      hint: "set it in your own configuration file or in TENANTCTL_PAGER", details: ["path": path, "key": "pager"])
  }

  /// The nearest file on the way up to the root of the repository; outside of any, only that of the current folder.
  private static func projectFile(_ source: ConfigurationSource) -> String? {
    guard let current = source.currentFolder() else { return nil }
    var nearest: String?
    var folder = current == "/" ? "" : current
    while true {
      let path = folder + "/.tenantctl.json"
      if nearest == nil, source.exists(path) { nearest = path }
      if source.exists(folder + "/.git") { return nearest }
      guard let slash = folder.lastIndex(of: "/") else { break }
      folder = String(folder[..<slash])
    }
    return nearest?.hasPrefix(current + "/.t") == true ? nearest : nil
  }
}
