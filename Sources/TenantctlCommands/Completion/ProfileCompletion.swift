// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Completes names of profiles; where the configuration cannot be read there are simply no candidates.
package enum ProfileCompletion {
  /// Names of the profiles in the configuration files.
  static let profiles = CompletionKind.custom { words, _, prefix in
    candidates(after: words, prefix: prefix, in: ProcessContext.make())
  }

  /// What may follow the words typed so far.
  ///
  /// - Parameters:
  ///   - words: All words of the command line.
  ///   - prefix: What is typed of the name.
  ///   - context: The outside world.
  /// - Returns: The names.
  package static func candidates(after words: [String], prefix: String, in context: CommandContext) -> [String] {
    let project = words.contains("--project") || Resolution.lenient(nil, in: context).project
    let files = try? ConfigurationFile.all(context.configuration, environment: context.environment, project: project)
    return Configuration(files: files ?? []).profiles.filter { $0.hasPrefix(prefix) }
  }
}
