// SPDX-License-Identifier: Apache-2.0

extension HelpTopic {
  /// What is set once and for all.
  static let configuration = HelpTopic(
    "configuration", "Configuration files of tenantctl", manualSection: 5,
    [
      Section(
        nil,
        [
          .prose(
            """
            A setting is looked for in the options, then in the environment, then in the configuration files in the order \
            below; where it is nowhere, its default applies. 'tenantctl config show --origin' says what applies and where \
            it is set.
            """),
          .prose(
            """
            Each file holds one JSON object. A missing file is fine; an unknown key, or a value that is none, is an error \
            with status 6, even where it is not used.
            """),
        ]),
      Section(
        "files",
        [
          .terms(
            .file,
            [
              (
                word: ".tenantctl.json",
                meaning: """
                Settings of a project, only with --project or TENANTCTL_PROJECT: the nearest one from the current folder \
                up to the one that holds .git; outside of a repository, that of the current folder. It cannot name a \
                pager, which is a program that is run.
                """
              ),
              (
                word: "~/.config/tenantctl/config.json",
                meaning: "Settings of the user; in $XDG_CONFIG_HOME/tenantctl where that is set."
              ),
              (word: "/etc/tenantctl/config.json", meaning: "Settings of the system."),
            ])
        ]),
      Section(
        "keys",
        [
          .terms(
            .word,
            [
              (
                word: "store",
                meaning: "Path of the store; a relative one starts in the file's folder, and ~/ is the home."
              ),
              (word: "output", meaning: "Format of results: \"table\", \"json\", \"jsonl\", \"csv\" or \"yaml\"."),
              (word: "noHeader", meaning: "Whether CSV and tables have no header line: true or false."),
              (word: "quiet", meaning: "Whether only ids are printed, and no messages."),
              (word: "color", meaning: "\"auto\", \"always\" or \"never\"."),
              (word: "noInput", meaning: "Whether nothing is ever asked."),
              (word: "progress", meaning: "Progress of long commands: \"auto\", \"plain\" or \"none\"."),
              (word: "busyTimeout", meaning: "Seconds to wait for another process's lock: a number, 0 to 600."),
              (word: "noPager", meaning: "Whether long text is never paged."),
              (word: "verbose", meaning: "Whether causes of errors are shown."),
              (word: "actor", meaning: "Who makes changes."),
              (word: "pager", meaning: "Command line of the pager; \"\" is none."),
              (word: "profile", meaning: "Name of the profile that applies unless another one is chosen."),
              (word: "profiles", meaning: "An object: names of profiles, and for each an object with the other keys."),
            ])
        ]),
      Section(
        "profiles",
        [
          .prose(
            """
            A profile is chosen by --profile, else by TENANTCTL_PROFILE, else by the key 'profile' of the first file that \
            has it. In each file its settings win over those that stand beside 'profiles'; it may have settings in several \
            files, and the first file that has a setting wins.
            """),
          .file([
            "{",
            "  \"store\": \"~/tenants.db\",",
            "  \"profiles\": {",
            "    \"staging\": {\"store\": \"/srv/staging.db\"}",
            "  }",
            "}",
          ]),
        ]),
      Section(
        "examples",
        [
          .commands([
            "tenantctl config show --origin", "tenantctl config show --project --origin",
            "TENANTCTL_VERBOSE=1 tenantctl config show",
          ])
        ]),
    ])
}
