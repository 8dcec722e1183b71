// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantTestSupport
import TenantctlCommands
import Testing

@Suite struct ConfigurationTests {
  let harness: CommandHarness
  let folder: TemporaryFolder

  init() throws {
    harness = try CommandHarness()
    folder = harness.store.folder
    harness.environment = ["HOME": folder.file("home"), "TERM": "xterm"]
  }

  static let system = "etc/config.json"
  static let user = "home/.config/tenantctl/config.json"

  func write(_ text: String, to name: String) throws {
    let parent = folder.file(name).split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(atPath: "/" + parent, withIntermediateDirectories: true)
    try folder.write(text, to: name)
  }

  /// Value and origin of a setting.
  func shown(_ setting: String, _ options: String = "") throws -> [String] {
    let result = harness.run("config show --origin --filter setting=\(setting) -o jsonl --no-header \(options)")
    let record = try JSONValue(parsing: result.output.isEmpty ? "{}" : result.output)
    let value = try #require(record["value"], "\(result.errors)")
    return [
      value.string ?? value.description,
      record["origin"]?.string?.replacing(folder.path + "/", with: "") ?? "",
    ]
  }

  @Test func theFirstPlaceThatHasASettingWins() throws {
    #expect(try shown("color") == ["auto", "default"])
    try write("{\"color\": \"always\"}", to: Self.system)
    #expect(try shown("color") == ["always", Self.system])
    try write("{\"color\": \"never\"}", to: Self.user)
    #expect(try shown("color") == ["never", Self.user])
    try write("{\"color\": \"auto\"}", to: ".tenantctl.json")
    #expect(try shown("color") == ["never", Self.user])
    #expect(try shown("color", "--project") == ["auto", ".tenantctl.json"])
    harness.environment["TENANTCTL_PROJECT"] = "yes"
    #expect(try shown("color") == ["auto", ".tenantctl.json"])
    harness.environment["TENANTCTL_COLOR"] = "always"
    #expect(try shown("color") == ["always", "TENANTCTL_COLOR"])
    #expect(try shown("color", "--color never") == ["never", "option"])
    harness.environment["TENANTCTL_COLOR"] = ""
    #expect(try shown("color") == ["auto", ".tenantctl.json"])
  }

  @Test func theFolderOfTheUserCanBeElsewhere() throws {
    try write("{\"quiet\": true}", to: Self.user)
    try write("{\"actor\": \"ops\"}", to: "xdg/tenantctl/config.json")
    harness.environment["XDG_CONFIG_HOME"] = "relative"
    #expect(harness.run("config show").output.split(separator: "\n").contains("quiet"))
    harness.environment["XDG_CONFIG_HOME"] = folder.file("xdg")
    #expect(try shown("quiet") == ["false", "default"])
    #expect(try shown("actor") == ["ops", "xdg/tenantctl/config.json"])
  }

  @Test(
    arguments: [
      ("store", "\"/x/a.db\"", "/x/a.db"), ("output", "\"jsonl\"", "jsonl"), ("color", "\"never\"", "never"),
      ("progress", "\"plain\"", "plain"), ("busyTimeout", "7", "7"), ("noInput", "true", "true"),
      ("noPager", "true", "true"), ("noHeader", "false", "false"), ("verbose", "true", "true"),
      ("actor", "\"a@b\"", "a@b"), ("pager", "\"\"", ""),
    ])
  func everyKeyIsRead(key: String, value: String, shown: String) throws {
    try write("{\"\(key)\": \(value)}", to: Self.system)
    // Two of them are options of the command that shows them.
    let origin = ["output", "noHeader"].contains(key) ? "option" : Self.system
    let read = try self.shown(key)
    #expect(origin == "option" || read[0] == shown)
    #expect(read[1] == origin)
  }

  @Test(
    arguments: [
      ("store", "/x/b.db"), ("fields", "setting,value,origin"), ("color", "always"), ("progress", "none"),
      ("busyTimeout", "0"), ("actor", "x"), ("pager", "more"),
    ])
  func everyVariableIsRead(setting: String, value: String) throws {
    let name = try #require(SettingName(rawValue: setting))
    harness.environment[name.variable] = value
    #expect(try shown(setting) == [value, name.variable])
  }

  @Test(arguments: ["noInput", "noPager", "verbose", "project"])
  func truthValuesHaveManyWords(setting: String) throws {
    let name = try #require(SettingName(rawValue: setting))
    if name.isKey { try write("{\"\(setting)\": true}", to: Self.system) }
    for word in ["1", "true", "YES", "on"] {
      harness.environment[name.variable] = word
      #expect(try shown(setting) == ["true", name.variable])
    }
    for word in ["0", "false", "no", "OFF"] {
      harness.environment[name.variable] = word
      #expect(try shown(setting) == ["false", name.variable])
    }
    for word in ["2", "maybe", " "] {
      harness.environment[name.variable] = word
      let result = harness.run("tenant list")
      #expect(result.status == 2 && result.errors.contains("'\(word)' in \(name.variable) is not a truth value"))
    }
  }

  @Test(
    arguments: [
      ("TENANTCTL_COLOR", "red"), ("TENANTCTL_PROGRESS", "fast"), ("TENANTCTL_OUTPUT", "xml"),
      ("TENANTCTL_BUSY_TIMEOUT", "601"), ("TENANTCTL_QUIET", "y e s"), ("TENANTCTL_NO_HEADER", "x"),
    ])
  func whatIsNoValueIsAUsageError(variable: String, value: String) {
    harness.environment[variable] = value
    let result = harness.run("config show")
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.hasPrefix("error: '\(value)' in \(variable) is not ") && result.errors.contains("hint: use "))
    // Whoever looks for help gets it, and an option needs no variable.
    #expect(harness.run("help environment").status == 0)
    #expect(harness.run("config show --color auto --progress none -o csv --busy-timeout 1 -q --no-header").status == 0)
  }

  @Test(arguments: ["{\"pager\": \"sh -c id\"}", "{\"profiles\": {\"x\": {\"pager\": \"sh -c id\"}}}"])
  func aProjectCannotNameAProgram(text: String) throws {
    try write(text, to: ".tenantctl.json")
    let result = harness.run("config show --project")
    #expect(result.status == 6 && result.output == "")
    #expect(result.errors.contains("names a pager, which is a program that would be run"))
    #expect(harness.run("config show").status == 0)
  }

  @Test func theProjectIsTheRepository() throws {
    harness.currentFolder = folder.file("repo/deep/er")
    try write("{\"actor\": \"outside\"}", to: ".tenantctl.json")
    try write("", to: "repo/deep/er/file")
    #expect(try shown("actor", "--project") == ["test@host", "default"])
    try write("[core]", to: "repo/.git/config")
    #expect(try shown("actor", "--project") == ["test@host", "default"])
    try write("{\"actor\": \"root\"}", to: "repo/.tenantctl.json")
    #expect(try shown("actor", "--project") == ["root", "repo/.tenantctl.json"])
    try write("{\"actor\": \"near\"}", to: "repo/deep/.tenantctl.json")
    #expect(try shown("actor", "--project") == ["near", "repo/deep/.tenantctl.json"])
    harness.currentFolder = folder.path
    #expect(try shown("actor", "--project") == ["outside", ".tenantctl.json"])
    harness.currentFolder = "/"
    #expect(try shown("actor", "--project") == ["test@host", "default"])
  }

  @Test func aStoreStartsInTheFolderOfItsFile() throws {
    try write("{\"store\": \"state.db\"}", to: ".tenantctl.json")
    #expect(try shown("store", "--project") == [folder.file("state.db"), ".tenantctl.json"])
    #expect(harness.run("tier list --quiet --project").output == "enterprise\nfree\npro\nstarter\n")
    try write("{\"store\": \"~/a.db\"}", to: Self.system)
    #expect(try shown("store") == [folder.file("home/a.db"), Self.system])
  }

  @Test func profilesWinInTheirFile() throws {
    try write(
      """
      {"actor": "plain", "busyTimeout": 1,
       "profiles": {"staging": {"actor": "stager", "verbose": true}, "live": {"actor": "liver"}}}
      """, to: Self.user)
    try write("{\"verbose\": false, \"profiles\": {\"staging\": {\"noPager\": true}}}", to: Self.system)
    #expect(try shown("actor") == ["plain", Self.user])
    #expect(try shown("actor", "--profile staging") == ["stager", "\(Self.user) (profile staging)"])
    #expect(try shown("busyTimeout", "--profile staging") == ["1", Self.user])
    #expect(try shown("noPager", "--profile staging") == ["true", "\(Self.system) (profile staging)"])
    #expect(try shown("verbose", "--profile live") == ["false", Self.system])
    harness.environment["TENANTCTL_PROFILE"] = "live"
    #expect(try shown("actor") == ["liver", "\(Self.user) (profile live)"])
    #expect(try shown("profile") == ["live", "TENANTCTL_PROFILE"])
    #expect(try shown("actor", "--profile staging") == ["stager", "\(Self.user) (profile staging)"])
    harness.environment["TENANTCTL_PROFILE"] = nil
    try write("{\"profile\": \"live\"}", to: ".tenantctl.json")
    #expect(try shown("actor", "--project") == ["liver", "\(Self.user) (profile live)"])
    #expect(try shown("profile", "--project") == ["live", ".tenantctl.json"])
  }

  @Test func settingsDecideWhatCommandsDo() throws {
    try write(
      "{\"store\": \"../state.db\", \"output\": \"csv\", \"noHeader\": true, \"actor\": \"filer\", \"noInput\": true}",
      to: Self.system)
    #expect(harness.run("tier create trial --weight 1").status == 0)
    #expect(harness.run("tier list --fields name --limit 1").output == "enterprise\n")
    #expect(harness.run("journal list --limit 1 --fields actor").output == "filer\n")
    harness.environment["TENANTCTL_NO_HEADER"] = "0"
    harness.environment["TENANTCTL_FIELDS"] = "name"
    #expect(harness.run("tier list --limit 1").output == "name\nenterprise\n")
    #expect(harness.run("journal list").errors.hasPrefix("error: unknown field 'name' in TENANTCTL_FIELDS\n"))
    harness.answers = ["y"]
    #expect(harness.run("tier delete trial").status == 2)
    harness.environment["TENANTCTL_NO_INPUT"] = "no"
    #expect(harness.run("tier delete trial").status == 0)
  }

  @Test func errorsLookAsIsSet() throws {
    try write("{\"output\": \"json\", \"profiles\": {\"people\": {\"output\": \"table\"}}}", to: Self.system)
    #expect(harness.run("tenant shwo acme").errors.hasPrefix("{\"error\":"))
    #expect(harness.run("tenant show --profile people").errors.hasPrefix("error: "))
    #expect(harness.run("tenant list -o table --limit x").errors.hasPrefix("error: "))
    harness.environment["TENANTCTL_OUTPUT"] = "table"
    #expect(harness.run("tenant shwo acme").errors.hasPrefix("error: "))
    harness.environment["TENANTCTL_COLOR"] = "always"
    #expect(harness.run("tenant shwo acme").errors.hasPrefix("\u{1B}["))
    #expect(harness.run("tenant shwo acme --color=never").errors.hasPrefix("error: "))
  }

  @Test func theVariableForColourGoesBeforeTheOthers() throws {
    harness.environment["NO_COLOR"] = "1"
    harness.environment["TENANTCTL_COLOR"] = "always"
    #expect(harness.run("config show").output.contains("\u{1B}["))
    harness.environment["TENANTCTL_COLOR"] = "auto"
    #expect(!harness.run("config show").output.contains("\u{1B}["))
  }

  @Test func allFormatsShowTheSettings() throws {
    let settings = try harness.json("config show")
    #expect(settings.array?.compactMap { $0["setting"]?.string } == SettingName.allCases.map(\.rawValue))
    #expect(settings.array?.allSatisfy { $0["origin"] == nil } == true)
    #expect(harness.run("config show -q").output.hasPrefix("store\noutput\n"))
    #expect(
      harness.run("config show --filter setting=busyTimeout -o csv --origin").output
        == "setting,value,origin\nbusyTimeout,5,default\n")
    #expect(
      harness.run("config show --filter setting=quiet -o yaml --origin").output
        == "- setting: quiet\n  value: false\n  origin: default\n")
    #expect(harness.run("config show --origin").output.hasPrefix("SETTING"))
    harness.environment["HOME"] = nil
    #expect(try shown("store") == ["null", "default"])
    #expect(harness.run("config show --fields origin").status == 2)
  }

  @Test func namesOfProfilesAreCompleted() throws {
    try write("{\"profiles\": {\"staging\": {}, \"live\": {}}}", to: Self.user)
    try write("{\"profiles\": {\"local\": {}}}", to: ".tenantctl.json")
    let context = harness.context()
    func candidates(_ words: [String], _ prefix: String = "") -> [String] {
      ProfileCompletion.candidates(after: ["tenantctl"] + words, prefix: prefix, in: context)
    }
    #expect(candidates(["tenant", "list", "--profile", ""]) == ["live", "staging"])
    #expect(candidates(["tenant", "list", "--profile", "st"], "st") == ["staging"])
    #expect(candidates(["tenant", "list", "--project", "--profile", "l"], "l") == ["live", "local"])
    try write("{", to: Self.user)
    #expect(candidates(["tenant", "list", "--profile", ""]) == [])
  }
}
