// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// Parts of one transaction that many share.
@Suite struct NestedChangeTests {
  private let store: TemporaryStore

  init() throws { store = try TemporaryStore() }

  private func tables() throws -> [String] {
    try store.read { reader in
      try reader.rows("SELECT name FROM sqlite_schema WHERE name LIKE 'part%' ORDER BY name") { $0.text(0) }
    }
  }

  @Test func aPartThatFailsLeavesNothing() throws {
    try store.write { writer in
      #expect(error { try writer.make("part_1", throwing: Fault()) } is Fault)
      try writer.make("part_2")
    }
    #expect(try tables() == ["part_2"])
  }

  /// A full disk lets the engine end the transaction by itself; the parts after it would each be committed alone.
  @Test func nothingIsWrittenOnceTheTransactionIsGone() throws {
    let whole = error {
      try store.write { writer in
        try writer.make("part_1")
        #expect(error { try writer.nested { try writer.end(throwing: Fault()) } } is Fault)
        #expect((error { try writer.make("part_2") } as? TenantError)?.code == .storeIO)
      }
    }
    #expect(whole != nil)
    #expect(try tables() == [])
    try store.write { try $0.make("part_3") }
    #expect(try tables() == ["part_3"])
  }

  private struct Fault: Error {}

  private func error(of body: () throws -> Void) -> (any Error)? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }
}

extension StoreWriter {
  /// Makes a table, in a part of the transaction.
  fileprivate func make(_ table: String, throwing fault: (any Error)? = nil) throws {
    try nested {
      try run("CREATE TABLE \(table) (a)")
      if let fault { throw fault }
    }
  }

  /// Ends the transaction, as the engine does where the disk is full.
  fileprivate func end(throwing fault: any Error) throws {
    try run("ROLLBACK")
    throw fault
  }
}
