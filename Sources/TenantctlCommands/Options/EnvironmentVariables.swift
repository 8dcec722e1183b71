// SPDX-License-Identifier: Apache-2.0

/// The environment variables that the program reads; part of the public contract.
package enum EnvironmentVariables {
  /// Name and meaning of each.
  package static let all: [(name: String, meaning: String)] = [
    ("TENANTCTL_STORE", "Path of the state store; --store wins."),
    ("TENANTCTL_OUTPUT", "Format of results: table, json, jsonl, csv or yaml; --output wins."),
    ("TENANTCTL_ACTOR", "Who makes changes; --actor wins."),
    ("TENANTCTL_BUSY_TIMEOUT", "Seconds to wait for another process's lock, 0 to 600; --busy-timeout wins."),
    ("TENANTCTL_ERROR_FORMAT", "With the value json, errors are JSON whatever the format of results."),
    ("TENANTCTL_PAGER", "Program that shows long text; PAGER, else less, where it is not set; empty or cat: none."),
    ("PAGER", "The pager, where TENANTCTL_PAGER is not set."),
    ("LESS", "Options of less; FRX unless set."),
    ("LV", "Options of lv; -c unless set."),
    ("XDG_STATE_HOME", "Folder of the default store, instead of ~/.local/state."),
    ("TZDIR", "Folder of the time zone files, instead of /usr/share/zoneinfo."),
    ("HOME", "Folder that ~ stands for."),
    ("PATH", "Folders in which the pager is looked for."),
    ("USER", "Name in the default actor, user@host; LOGNAME where it is not set."),
    ("NO_COLOR", "Not empty: no colour, see no-color.org."),
    ("CLICOLOR_FORCE", "Not empty and not 0: colour even where nobody seems to read; FORCE_COLOR is the same."),
    ("TERM", "With the value dumb, no colour and no pager."),
  ]
}
