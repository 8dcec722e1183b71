// SPDX-License-Identifier: Apache-2.0

/// The configuration files of a command, the nearest one first, and the profile that is wanted of them.
struct Configuration {
  var files: [ConfigurationFile] = []
  var profile: String?

  /// Names of all profiles, ascending.
  var profiles: [String] {
    Set(files.flatMap(\.profiles.keys)).sorted()
  }

  /// The value of a setting in the first file that has it, and where that is.
  func value(of name: SettingName) -> (text: String, origin: SettingOrigin)? {
    for file in files {
      if let profile, let text = file.profiles[profile]?[name] {
        return (text, .file(path: file.path, profile: profile))
      }
      if let text = file.settings[name] { return (text, .file(path: file.path, profile: nil)) }
    }
    return nil
  }
}
