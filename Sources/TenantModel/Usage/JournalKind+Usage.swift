// SPDX-License-Identifier: Apache-2.0

extension JournalKind {
  /// An input of usage was ingested: its name, digest and counts, not its events.
  public static let usageIngest = JournalKind(rawValue: "usage.ingest")
}
