// SPDX-License-Identifier: Apache-2.0

import TenantctlCommands

/// The pages that are about no single command: the topics of the help.
enum ReferencePages {
  static let environment: [(name: String, text: String)] = EnvironmentVariables.all.map { ($0.name, $0.meaning) }

  /// File names and contents.
  static func all() -> [(name: String, text: String)] {
    HelpTopic.all.map { ("\(page($0)).\($0.manualSection)", text($0)) }
  }

  /// The pages as `SEE ALSO` names them.
  static let references = HelpTopic.all.sorted { ($0.manualSection, $0.name) < ($1.manualSection, $1.name) }
    .map { "\(page($0)) \($0.manualSection)" }

  private static func page(_ topic: HelpTopic) -> String {
    "tenantctl-\(topic.name)"
  }

  private static func text(_ topic: HelpTopic) -> String {
    var page = Mdoc(page(topic), section: topic.manualSection, summary: topic.summary)
    for section in topic.sections {
      page.section(section.heading?.uppercased() ?? "DESCRIPTION")
      for (index, block) in section.blocks.enumerated() {
        switch block {
        case .prose(let text): page.prose(text, startsSection: index == 0)
        case .commands(let lines), .file(let lines): page.literal(lines)
        case .terms(let kind, let terms): page.list(terms.map { (term($0.word, kind), $0.meaning) })
        }
      }
    }
    page.section("SEE ALSO")
    let others = ["tenantctl 1"] + references.filter { !$0.hasPrefix("\(Self.page(topic)) ") }
    for (index, other) in others.enumerated() { page.macro(".Xr \(other)\(index == others.count - 1 ? "" : " ,")") }
    return page.text
  }

  private static func term(_ word: String, _ kind: HelpTopic.TermKind) -> String {
    switch kind {
    case .variable: "Ev \(word)"
    case .file: "Pa \(word)"
    // A word that starts with a dash or a full stop is not taken for a macro after an escape of no width.
    case .word: "Li \\&\(Mdoc.escape(word))"
    }
  }
}
