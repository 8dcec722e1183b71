// SPDX-License-Identifier: Apache-2.0

import Crypto
import TenantModel

/// The newest row of the journal.
struct JournalHead: Equatable {
  let revision: Int64
  let hash: [UInt8]
}

/// How a journal row is bound to what it says was there before and after.
enum JournalSeal: Equatable {
  /// The hash of the row is over the documents themselves, as it was before schema 6: they cannot be taken out.
  case bare
  /// The hash is over a commitment to the documents, which these random bytes keep from being guessed.
  case salt([UInt8])
  /// The documents were taken out with their tenant: the commitment is left, and the revision of the row that attests what
  /// stands in their place.
  case forgotten(commitment: [UInt8], by: Int64)

  private static let saltBytes = 16
  private static let commitmentBytes = 32

  /// A seal for a new row.
  static func random() -> JournalSeal {
    .salt(SymmetricKey(size: SymmetricKeySize(bitCount: saltBytes * 8)).withUnsafeBytes(Array.init))
  }

  /// Reads a stored seal; `nil` where it is none.
  init?(_ bytes: [UInt8]?) {
    guard let bytes else {
      self = .bare
      return
    }
    switch bytes.count {
    case Self.saltBytes: self = .salt(bytes)
    case Self.commitmentBytes + 8:
      let revision = bytes[Self.commitmentBytes...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      self = .forgotten(commitment: Array(bytes[..<Self.commitmentBytes]), by: Int64(bitPattern: revision))
    default: return nil
    }
  }

  /// The seal as it is stored.
  var bytes: [UInt8]? {
    switch self {
    case .bare: nil
    case .salt(let salt): salt
    case .forgotten(let commitment, let revision): Self.bytes(forgetting: commitment, by: revision)
    }
  }

  /// How ``forgotten(commitment:by:)`` is stored.
  static func bytes(forgetting commitment: [UInt8], by revision: Int64) -> [UInt8] {
    commitment + withUnsafeBytes(of: revision.bigEndian, Array.init)
  }
}

/// What a row attests that others say no more.
struct ForgottenRows: Codable, Equatable {
  /// How many rows.
  let rows: Int64
  /// SHA-256 over what stands in their place, hexadecimal.
  let digest: String
}

/// Gathers what stands in the place of documents that were taken out of rows, in the order of their revisions.
struct ForgottenRemainders {
  private var rows: Int64 = 0
  private var digest = SHA256()

  mutating func add(_ before: String?, _ after: String?, of revision: Int64) {
    var encoded: [UInt8] = []
    JournalChain.append(remainder: before, after, of: revision, to: &encoded)
    digest.update(data: encoded)
    rows += 1
  }

  /// What a row attests of them.
  var attestation: ForgottenRows {
    ForgottenRows(rows: rows, digest: Hexadecimal.text(digest.finalize().withUnsafeBytes(Array.init)))
  }
}

/// The hash that ties each journal row to all rows before it.
enum JournalChain {
  /// The revision that comes after another one.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where there is none.
  static func revision(after revision: Int64) throws -> Int64 {
    let (next, overflow) = revision.addingReportingOverflow(1)
    guard !overflow else { throw TenantError(.overflow, "the journal is full") }
    return next
  }

  /// SHA-256 over the previous hash and every field, each with its presence and length, so that no two rows share an
  /// encoding.
  static func hash(
    previous: [UInt8], revision: Int64, time: Timestamp, actor: String, reason: String?, tenant: String?, kind: String,
    key: String, before: String?, after: String?, seal: JournalSeal
  ) -> [UInt8] {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(256)
    let commitment = commitment(before: before, after: after, seal)
    encoded.append(contentsOf: (commitment == nil ? "tenantctl-journal-1\0" : "tenantctl-journal-2\0").utf8)
    append(previous, to: &encoded)
    append(UInt64(bitPattern: revision), to: &encoded)
    append(UInt64(bitPattern: time.microseconds), to: &encoded)
    for field in [actor, reason, tenant, kind, key] { append(field, to: &encoded) }
    if let commitment {
      append(commitment, to: &encoded)
    } else {
      for field in [before, after] { append(field, to: &encoded) }
    }
    return SHA256.hash(data: encoded).withUnsafeBytes(Array.init)
  }

  /// What stands for the documents in the hash of their row; `nil` where they stand for themselves.
  static func commitment(before: String?, after: String?, _ seal: JournalSeal) -> [UInt8]? {
    switch seal {
    case .bare: return nil
    case .forgotten(let commitment, _): return commitment
    case .salt(let salt):
      var encoded = Array("tenantctl-journal-content-1\0".utf8)
      append(salt, to: &encoded)
      for field in [before, after] { append(field, to: &encoded) }
      return SHA256.hash(data: encoded).withUnsafeBytes(Array.init)
    }
  }

  /// Appends what stands in the place of documents that were taken out, for the digest that attests it.
  fileprivate static func append(
    remainder before: String?, _ after: String?, of revision: Int64, to encoded: inout [UInt8]
  ) {
    append(UInt64(bitPattern: revision), to: &encoded)
    for field in [before, after] { append(field, to: &encoded) }
  }

  private static func append(_ field: String?, to encoded: inout [UInt8]) {
    guard let field else {
      encoded.append(0)
      return
    }
    encoded.append(1)
    append(field.utf8, to: &encoded)
  }

  private static func append(_ number: UInt64, to encoded: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { encoded.append(contentsOf: $0) }
  }

  private static func append(_ bytes: some Collection<UInt8>, to encoded: inout [UInt8]) {
    append(UInt64(bytes.count), to: &encoded)
    encoded.append(contentsOf: bytes)
  }
}
