// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an operator says about a bill to import.
package struct BillImport: Sendable {
  /// Where the file is, as the operator names it.
  package var path: String
  /// How its columns are read.
  package var layout: BillLayout
  /// The bill's name; by default the file's.
  package var bill: BillID?
  /// Whether a bill of that name with other content is replaced.
  package var isReplacing = false

  /// Creates a request.
  package init(path: String, layout: BillLayout) {
    self.path = path
    self.layout = layout
  }

  /// The bill's name: the given one, or the file's without folders and ending.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/usage`` where neither gives one.
  package func billID() throws -> BillID {
    if let bill { return bill }
    let file = path.split(separator: "/").last ?? ""
    let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file
    guard path != "-", let bill = BillID.derived(from: stem.isEmpty ? file : stem) else {
      throw TenantError(.usage, "the bill has no name", hint: "give it one with --bill", details: ["path": path])
    }
    return bill
  }
}

extension Administration {
  /// Imports a bill as one transaction.
  ///
  /// The same file again changes nothing. A bill of the same name with other content is refused unless it is to be
  /// replaced; then whatever was attributed of its months is forgotten, because it is no longer true.
  ///
  /// - Parameters:
  ///   - request: What to import, and how.
  ///   - source: The CSV file.
  ///   - progress: Learns after each line how many bytes were read, and of how many where that is known.
  /// - Returns: The bill.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidRow`` naming line and column where the file is not a bill, with
  ///   ``TenantErrorCode/alreadyExists`` where the name or the content belongs to another bill.
  package func importBill(
    _ request: BillImport, from source: ByteSource, progress: (Int64, Int64?) -> Void = { _, _ in }
  ) throws -> Outcome<Bill> {
    let id = try request.billID()
    let fingerprint = [id.rawValue, request.path, request.layout.description, String(request.isReplacing)]
    return try change("cost.import", request: fingerprint) { writer in
      let existing = try writer.bill(id)
      let isStored = existing == nil || request.isReplacing
      if existing != nil, isStored { try writer.deleteBill(id) }
      let reading = try read(source, request.layout, as: id, progress) { if isStored { try writer.insert($0) } }
      let bill = Bill(
        id: id, source: request.path, layout: request.layout.description, digest: reading.digest, lines: reading.lines,
        totals: try reading.periodTotals, importedAt: writer.change.time)
      if let existing, existing.digest == bill.digest {
        if isStored { try insert(existing, reading, writer) }
        return existing
      }
      guard isStored else {
        throw TenantError(
          .alreadyExists, "bill '\(id)' was imported with other content",
          hint: "use --replace to replace it, or --bill to give this one another name", details: ["bill": id.rawValue])
      }
      if let other = try writer.bill(digest: bill.digest) {
        throw TenantError(
          .alreadyExists, "the charges of '\(request.path)' were imported already, as bill '\(other)'",
          hint: "nothing has to be done; importing them twice would charge them twice",
          details: ["bill": other.rawValue])
      }
      if let other = try writer.bill(fileDigest: reading.fileDigest) {
        throw TenantError(
          .alreadyExists, "'\(request.path)' was imported already, as bill '\(other)' with other columns",
          hint: "replace that with '--bill \(other) --replace'; both together would charge it twice",
          details: ["bill": other.rawValue])
      }
      try insert(bill, reading, writer)
      try writer.record(.costImport, key: id.rawValue, before: existing, after: bill)
      if let existing { try forgetAttribution(of: existing, writer) }
      return bill
    }
  }

  private func insert(_ bill: Bill, _ reading: BillReading, _ writer: StoreWriter) throws {
    try writer.insert(bill, fileDigest: reading.fileDigest)
    for total in reading.totals {
      try writer.insertTotal(
        of: bill.id, period: total.key.period, service: total.key.service,
        cost: Money(total.amount, total.key.currency),
        lines: total.lines)
    }
  }

  private func read(
    _ source: ByteSource, _ layout: BillLayout, as id: BillID, _ progress: (Int64, Int64?) -> Void,
    _ visit: (BillLine) throws -> Void
  ) throws -> BillReading {
    let digest = SourceDigest(watching: source)
    let reader = try BillReader(source, layout: layout, bill: id)
    var reading = BillReading()
    while let line = try reader.next() {
      try reading.add(line)
      try visit(line)
      progress(source.bytesRead, source.size)
    }
    guard reading.lines > 0 else {
      throw InputPlace(source: source.name, line: 1).fault("the bill has no lines")
    }
    reading.fileDigest = digest.text
    return reading
  }
}

extension Administration {
  /// Forgets what is attributed of the months of a bill that is not what it was.
  func forgetAttribution(of bill: Bill, _ writer: StoreWriter) throws {
    for run in try writer.costRuns() where run.bills.contains(bill.id) {
      try writer.deleteAttribution(of: run.period)
      try writer.record(.costAttribute, key: run.period.rawValue, before: run)
    }
  }
}

/// What the lines of a bill add up to.
private struct BillReading {
  struct Key: Hashable {
    let period: BillingPeriod
    let currency: CurrencyCode
    let service: String
  }

  private(set) var lines: Int64 = 0
  /// SHA-256 of the file, hexadecimal.
  var fileDigest = ""
  private var charges = ChargeDigest()
  private var sums: [Key: (amount: ExactAmount, lines: Int64)] = [:]

  mutating func add(_ line: BillLine) throws {
    let key = Key(period: line.period, currency: line.cost.currency, service: line.service)
    let sum = sums[key, default: (.zero, 0)]
    sums[key] = (try sum.amount.adding(line.cost.amount), sum.lines + 1)
    lines += 1
    charges.add(line)
  }

  /// What was charged, whatever the order of the lines and the spelling of the file.
  var digest: String { charges.text }

  var totals: [(key: Key, amount: ExactAmount, lines: Int64)] {
    sums.map { (key: $0.key, amount: $0.value.amount, lines: $0.value.lines) }
  }

  var periodTotals: [Bill.PeriodTotal] {
    get throws {
      var merged: [Key: (amount: ExactAmount, lines: Int64)] = [:]
      for (key, sum) in sums {
        let month = Key(period: key.period, currency: key.currency, service: "")
        let earlier = merged[month, default: (.zero, 0)]
        merged[month] = (try earlier.amount.adding(sum.amount), earlier.lines + sum.lines)
      }
      return merged.map { key, sum in
        Bill.PeriodTotal(period: key.period, cost: Money(sum.amount, key.currency), lines: sum.lines)
      }.sorted { ($0.period, $0.cost.currency) < ($1.period, $1.cost.currency) }
    }
  }
}
