// SPDX-License-Identifier: Apache-2.0

/// Where the value of a setting was found.
package enum SettingOrigin: Equatable, Sendable {
  case option
  case variable(String)
  case file(path: String, profile: String?)
  case builtIn
}

extension SettingOrigin: CustomStringConvertible {
  package var description: String {
    switch self {
    case .option: "option"
    case .variable(let name): name
    case .file(let path, let profile): profile.map { "\(path) (profile \($0))" } ?? path
    case .builtIn: "default"
    }
  }
}
