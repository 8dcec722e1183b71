// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Counts the usage that an input reports, each event once however often it is told.
  ///
  /// Events are counted in batches, each one transaction with its rollups; a run that ends early has counted whole batches, and a repeated run goes
  /// on where it ended, because what is counted already is recognised. The last batch's transaction also writes the one journal row of
  /// the run. Where use reaches a share of a quota per period that operators are told at, the same transaction says so. A dry run, and a run that is to be atomic, is one transaction.
  ///
  /// - Parameters:
  ///   - source: The input.
  ///   - options: How it is read and counted.
  ///   - onRejection: Receives each event that is not taken, where the run goes on after such.
  ///   - progress: Receives how far the run is, once a batch.
  /// - Returns: What was counted.
  /// - Throws: ``TenantError`` where the input cannot be read; with ``TenantErrorCode/invalidRow`` for the first event that cannot be
  ///   taken, unless the run is to go on; from the store.
  package func ingestUsage(
    _ source: ByteSource, _ options: UsageIngestOptions, onRejection: (TenantError) -> Void = { _ in },
    progress: (UsageIngestProgress) -> Void = { _ in }
  ) throws -> Outcome<UsageIngestion> {
    if let key = session.idempotencyKey, try store.read({ try $0.idempotencyRecord(key) }) != nil {
      // The whole input decides whether this is the same command; it is read for that, but nothing of it is counted.
      let request = UsageIngestRequest(options, input: source.name, sha256: try SourceDigest.whole(source))
      return try change("usage.ingest", request: request) { _ in
        throw TenantError(.internalFault, "the record of idempotency key '\(key)' has gone")
      }
    }
    let run = try UsageIngestRun(self, source, options)
    return try run.run(onRejection: onRejection, progress: progress)
  }
}

/// One run over one input.
private final class UsageIngestRun {
  private let administration: Administration
  private let source: ByteSource
  private let options: UsageIngestOptions
  private let digest: SourceDigest
  private let batches: ReadAhead<UsageBatch>
  private let directory: UsageTenantDirectory
  private let policy: UsageWindowPolicy
  private let alerts: UsageAlerts
  private var report: UsageIngestion
  private var bytesRead: Int64 = 0

  init(_ administration: Administration, _ source: ByteSource, _ options: UsageIngestOptions) throws {
    self.administration = administration
    self.source = source
    self.options = options
    report = UsageIngestion(input: source.name, options: options)
    directory = UsageTenantDirectory(rule: options.referenceRule ?? options.format.referenceRule)
    policy = try UsageWindowPolicy(now: administration.session.now(), allowsBackfill: options.allowsBackfill)
    alerts = UsageAlerts(administration.session)
    digest = SourceDigest(watching: source)
    let reader = UsageBatchReader(source, try options.format.input(source, options), options)
    batches = try ReadAhead(reader.next)
  }

  func run(
    onRejection: (TenantError) -> Void, progress: (UsageIngestProgress) -> Void
  ) throws -> Outcome<UsageIngestion> {
    let isWhole = options.isAtomic || administration.session.isDryRun
    var committed = report
    do {
      var batch = try nextBatch(onRejection)
      while !isWhole, !batch.isLast {
        try administration.store.write(change()) { try count(batch, $0, onRejection) }
        committed = report
        progress(self.progress)
        batch = try nextBatch(onRejection)
      }
      return try finish { writer in
        try self.count(batch, writer, onRejection)
        while !batch.isLast {
          progress(self.progress)
          batch = try self.nextBatch(onRejection)
          try self.count(batch, writer, onRejection)
        }
      }
    } catch let error as TenantError where committed.ingested > 0 {
      throw interrupted(committed, by: error)
    }
  }

  private var progress: UsageIngestProgress {
    UsageIngestProgress(bytesRead: bytesRead, size: source.size, events: report.read)
  }

  private func change() -> Change {
    let session = administration.session
    return Change(actor: session.actor, reason: session.reason, time: session.now(), isDryRun: session.isDryRun)
  }

  /// Takes the next batch, and tells of rows that are no events.
  private func nextBatch(_ onRejection: (TenantError) -> Void) throws -> UsageBatch {
    guard let batch = batches.next() else { throw TenantError(.internalFault, "no batch follows the last one") }
    bytesRead = batch.bytesRead
    report.read += batch.read
    report.rejected += Int64(batch.rejections.count)
    batch.rejections.forEach(onRejection)
    return batch
  }

  private func count(_ batch: UsageBatch, _ writer: StoreWriter, _ onRejection: (TenantError) -> Void) throws {
    let result = try writer.ingest(batch.events, directory: directory, policy: policy)
    for rejection in result.rejections {
      let error = InputPlace(source: source.name, line: rejection.line).fault(rejection.error)
      guard options.keepGoing else { throw error }
      onRejection(error)
    }
    // Only now, because one of the events before it may have been the first that cannot be taken.
    if let failure = batch.failure { throw failure }
    try report.add(result)
    try alerts.raise(for: result.growth, in: writer)
  }

  /// Runs the last transaction, which also journals the run and keeps its result for its idempotency key.
  private func finish(_ body: (StoreWriter) throws -> Void) throws -> Outcome<UsageIngestion> {
    let session = administration.session
    // What the command reports must outlast a loss of power; the batches before this transaction go to the disk with it.
    try administration.store.makeDurable()
    return try administration.store.write(change()) { writer in
      try body(writer)
      try alerts.finish(in: writer)
      report.sha256 = digest.text
      if report.ingested > 0 { try writer.record(.usageIngest, key: report.input, after: report) }
      let changes = writer.recordedChanges
      if let key = session.idempotencyKey {
        let request = UsageIngestRequest(options, input: source.name, sha256: report.sha256)
        let fingerprint = try IdempotencyRecord.fingerprint(operation: "usage.ingest", request: request)
        if let earlier = try writer.idempotencyRecord(key) {
          let record = try CanonicalJSON.value(IdempotencyRecord.self, from: earlier)
          return Outcome(
            value: try record.result(of: UsageIngestion.self, key: key, fingerprint: fingerprint),
            revision: writer.revision, changes: 0, isDryRun: session.isDryRun, isReplay: true)
        }
        try writer.record(
          .idempotency, key: key,
          after: IdempotencyRecord(
            operation: "usage.ingest", request: fingerprint, result: CanonicalJSON.text(of: report)))
      }
      return Outcome(value: report, revision: writer.revision, changes: changes, isDryRun: session.isDryRun)
    }
  }

  /// Journals what a run has counted before it failed, and adds that to the failure.
  private func interrupted(_ committed: UsageIngestion, by error: TenantError) -> TenantError {
    var committed = committed
    committed.isInterrupted = true
    // Without this row the events are counted all the same; it must not hide why the run failed.
    try? administration.store.makeDurable()
    try? administration.store.write(change()) { writer in
      try alerts.finish(in: writer)
      try writer.record(.usageIngest, key: committed.input, after: committed)
    }
    var details = error.details
    details["ingested"] = String(committed.ingested)
    let counted =
      "\(committed.ingested) events before it are counted; run the command again to go on, none is counted twice"
    return TenantError(
      error.code, error.message, hint: error.hint.map { "\($0); \(counted)" } ?? counted, details: details)
  }
}
