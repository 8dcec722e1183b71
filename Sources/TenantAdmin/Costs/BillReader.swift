// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Reads the lines of a bill from a CSV file.
struct BillReader {
  private let reader: CSVReader
  private let bill: BillID
  private let layout: BillLayout
  private let positions: [BillPart: Int]
  private let tagKeys: [String]

  /// Opens a bill and finds its columns.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidRow`` where the header lacks a column.
  init(_ source: ByteSource, layout: BillLayout, bill: BillID) throws {
    reader = try CSVReader(source)
    self.bill = bill
    self.layout = layout
    do {
      positions = try layout.positions(in: reader.header)
    } catch let fault as TenantError {
      throw InputPlace(source: source.name, line: 1).fault(fault)
    }
    tagKeys = layout.origins.keys.compactMap { part in
      if case .field(.tag(let key)) = part { key } else { nil }
    }
  }

  /// The next line, or `nil` at the end.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidRow`` naming line and column of the first fault.
  func next() throws -> BillLine? {
    guard try reader.advance() else { return nil }
    do {
      return try BillLine(bill: bill, number: Int64(reader.line), tagKeys: tagKeys, text: text)
    } catch let fault as BillPartFault {
      throw place(of: fault.part).fault(fault.cause)
    }
  }

  private func text(_ part: BillPart) throws -> String? {
    if case .constant(let value) = layout.origins[part] { return value }
    guard let position = positions[part], !reader.isEmpty(at: position) else { return nil }
    let text = try reader.string(at: position)
    return text == layout.nullWord ? nil : text
  }

  private func place(of part: BillPart) -> InputPlace {
    positions[part].map(reader.place(ofColumn:)) ?? reader.place
  }
}
