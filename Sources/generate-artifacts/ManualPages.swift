// SPDX-License-Identifier: Apache-2.0

import TenantctlCommands

/// The manual: a page for the program, one for each of its nouns and verbs of the first level, and one for each topic of the help.
struct ManualPages {
  let root: HelpDocument.Command

  private var commands: [HelpDocument.Command] {
    (root.subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
  }

  /// File names and contents.
  func all() -> [(name: String, text: String)] {
    [("tenantctl.1", program())] + commands.map { ("tenantctl-\($0.commandName).1", page($0)) }
      + ReferencePages.all()
  }

  private func program() -> String {
    var page = Mdoc("tenantctl", section: 1, summary: root.abstract ?? "")
    page.section("SYNOPSIS")
    page.macro(".Nm\n.Op Ar options\n.Ar command\n.Op Ar subcommand\n.Op Ar arguments")
    page.section("DESCRIPTION")
    page.prose(
      """
      tenantctl administers the tenants of a multi-tenant service: who they are, what they may use, where they live, what \
      they used and what that costs. Everything is kept in one store, which the services read through an embedded library.

      Results go to standard output, everything else to standard error, in every format.
      """, startsSection: true)
    page.section("COMMANDS")
    page.list(commands.map { (".Xr tenantctl-\($0.commandName) 1".dropFirst().description, ($0.abstract ?? "") + ".") })
    options(&page, titled: "GLOBAL OPTIONS", arguments: root.arguments ?? [], section: "Global Options")
    closing(
      &page,
      examples: [
        "tenantctl init", "tenantctl pool create shared-eu --pattern shared --region eu-west-1",
        "tenantctl tenant onboard acme --tier pro --region eu-west-1",
      ], seeAlso: commands.map { "tenantctl-\($0.commandName)" })
    return page.text
  }

  private func page(_ command: HelpDocument.Command) -> String {
    let name = "tenantctl-\(command.commandName)"
    var page = Mdoc(name, section: 1, summary: command.abstract ?? "")
    let verbs = (command.subcommands ?? []).filter { $0.shouldDisplay != false }
    let leaves =
      verbs.isEmpty ? [([command.commandName], command)] : verbs.map { ([command.commandName, $0.commandName], $0) }
    page.section("SYNOPSIS")
    for (path, leaf) in leaves { synopsis(&page, path, leaf) }
    page.section("DESCRIPTION")
    for (index, (path, leaf)) in leaves.enumerated() {
      if !verbs.isEmpty { page.subsection(path.joined(separator: " ")) }
      describe(&page, path, leaf, startsSection: !verbs.isEmpty || index == 0)
    }
    let arguments = leaves.flatMap { $0.1.arguments ?? [] }
    for title in ["List Options", "Change Options", "Watch Options", "Global Options"] {
      options(&page, titled: title.uppercased(), arguments: arguments, section: title)
    }
    closing(
      &page, examples: leaves.flatMap { leaf in leafInfo(leaf.0)?.examples ?? [] },
      seeAlso: ["tenantctl"] + commands.map { "tenantctl-\($0.commandName)" }.filter { $0 != name })
    return page.text
  }

  private func leafInfo(_ path: [String]) -> CommandTree.Leaf? {
    CommandTree.leaves.first { $0.path == path }
  }

  private func synopsis(_ page: inout Mdoc, _ path: [String], _ leaf: HelpDocument.Command) {
    var line = ".Nm tenantctl Cm \(path.joined(separator: " "))"
    for argument in shown(leaf.arguments) where argument.kind == "positional" {
      let value = ".Ar \(argument.valueName ?? "value")\(argument.isRepeating ? " ..." : "")"
      line += argument.isOptional ? "\n.Op \(value.dropFirst())" : "\n\(value)"
    }
    page.macro(line + "\n.Op Ar options")
  }

  private func describe(_ page: inout Mdoc, _ path: [String], _ leaf: HelpDocument.Command, startsSection: Bool) {
    var text = (leaf.abstract ?? "") + "."
    if let discussion = leafInfo(path)?.discussion {
      let prose = discussion.firstRange(of: "Examples:").map { discussion[..<$0.lowerBound] } ?? discussion[...]
      let trimmed = prose.split(separator: "\n").joined(separator: "\n")
      if !trimmed.isEmpty { text += "\n\n" + trimmed }
    }
    switch leafInfo(path)?.effect {
    case .reads: text += "\n\nEffect: reads; nothing is written."
    case .reveals: text += "\n\nEffect: reveals data of tenants; nothing is changed, and the journal says who asked."
    case .changes: text += "\n\nEffect: changes the store, recorded in the journal."
    case .destroys: text += "\n\nEffect: destroys; asks for a confirmation."
    case nil: break
    }
    page.prose(text, startsSection: startsSection)
    let own = shown(leaf.arguments).filter {
      $0.sectionTitle == nil && $0.names?.first?.name != "help" && $0.names?.first?.name != "version"
    }
    page.list(own.map(item))
  }

  private func options(
    _ page: inout Mdoc, titled title: String, arguments: [HelpDocument.Argument], section: String
  ) {
    var unique: [HelpDocument.Argument] = []
    for argument in shown(arguments) where argument.sectionTitle == section && !unique.contains(argument) {
      unique.append(argument)
    }
    guard !unique.isEmpty else { return }
    page.section(title)
    page.list(unique.map(item))
  }

  private func shown(_ arguments: [HelpDocument.Argument]?) -> [HelpDocument.Argument] {
    (arguments ?? []).filter(\.shouldDisplay)
  }

  private func item(_ argument: HelpDocument.Argument) -> (term: String, text: String) {
    var term: String
    if argument.kind == "positional" {
      term = "Ar \(argument.valueName ?? "value")"
    } else {
      let words = (argument.names ?? []).map { "Fl \($0.word.dropFirst())" }
      term = words.joined(separator: " , ")
      if argument.kind == "option" {
        term += " Ar \(Mdoc.escape(argument.valueName ?? "value").replacing(" ", with: "-"))"
      }
    }
    return (term, argument.abstract ?? "")
  }

  private func closing(_ page: inout Mdoc, examples: [String], seeAlso: [String]) {
    page.section("ENVIRONMENT")
    page.list(ReferencePages.environment.map { ("Ev \($0.name)", $0.text) })
    page.section("FILES")
    page.list([
      ("Pa ~/.local/state/tenantctl/state.db", "The store, unless another is named."),
      ("Pa ~/.config/tenantctl/config.json", "Settings of the user."),
      ("Pa /etc/tenantctl/config.json", "Settings of the system."),
    ])
    page.section("EXIT STATUS")
    page.prose("0 is success; the others are listed in", startsSection: true)
    page.macro(".Xr tenantctl-exit-codes 7 .")
    page.section("EXAMPLES")
    page.literal(examples)
    page.section("SEE ALSO")
    let pages = seeAlso.sorted().map { "\($0) 1" } + ReferencePages.references
    for (index, name) in pages.enumerated() { page.macro(".Xr \(name)\(index == pages.count - 1 ? "" : " ,")") }
  }
}
