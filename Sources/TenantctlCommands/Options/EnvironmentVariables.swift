// SPDX-License-Identifier: Apache-2.0

/// The environment variables that the program reads; part of the public contract.
package enum EnvironmentVariables {
  /// Name and meaning of each.
  package static let all: [(name: String, meaning: String)] = [
    ("TENANTCTL_STORE", "Path of the state store; --store wins."),
    ("TENANTCTL_OUTPUT", "Format of results: table, json, jsonl, csv or yaml; --output wins."),
    ("TENANTCTL_ACTOR", "Who makes changes; --actor wins."),
    ("TENANTCTL_FIELDS", "Names of the wanted fields, between commas; --fields wins."),
    ("TENANTCTL_NO_HEADER", "With 1: no header line, as --no-header; 0 takes back what a file sets."),
    ("TENANTCTL_QUIET", "With 1: ids only and no messages, as --quiet."),
    ("TENANTCTL_COLOR", "Colour: auto, always or never; --color wins."),
    ("TENANTCTL_NO_INPUT", "With 1: never ask, as --no-input."),
    ("TENANTCTL_PROGRESS", "Progress of long commands: auto, plain or none; --progress wins."),
    ("TENANTCTL_BUSY_TIMEOUT", "Seconds to wait for another process's lock, 0 to 600; --busy-timeout wins."),
    ("TENANTCTL_NO_PAGER", "With 1: never page long text, as --no-pager."),
    ("TENANTCTL_VERBOSE", "With 1: the causes of errors, as --verbose."),
    ("TENANTCTL_PROFILE", "Profile of the configuration files; --profile wins."),
    ("TENANTCTL_PROJECT", "With 1: the project's own .tenantctl.json is read too, as --project."),
    ("TENANTCTL_MASTER_KEY_FILE", "File of the key that wraps private keys; --master-key-file wins."),
    ("TENANTCTL_ERROR_FORMAT", "With the value json, errors are JSON whatever the format of results."),
    ("TENANTCTL_PAGER", "Program that shows long text; else that of a file, PAGER, or less; empty or cat: none."),
    ("PAGER", "The pager, where neither TENANTCTL_PAGER nor a configuration file sets one."),
    ("LESS", "Options of less; FRX unless set."),
    ("LV", "Options of lv; -c unless set."),
    ("XDG_CONFIG_HOME", "Folder of the user's tenantctl/config.json, instead of ~/.config."),
    ("XDG_STATE_HOME", "Folder of the default store, instead of ~/.local/state."),
    ("TZDIR", "Folder of the time zone files, instead of /usr/share/zoneinfo."),
    ("HOME", "Folder that ~ stands for."),
    ("PATH", "Folders in which the pager is looked for."),
    ("USER", "Name in the default actor, user@host; LOGNAME where it is not set."),
    ("NO_COLOR", "Not empty: no colour where none is asked for, see no-color.org."),
    ("CLICOLOR_FORCE", "Not empty and not 0: colour even where nobody seems to read; FORCE_COLOR is the same."),
    ("TERM", "With the value dumb, no colour and no pager."),
  ]
}
