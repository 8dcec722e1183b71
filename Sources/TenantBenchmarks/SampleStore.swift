// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantRuntime
import TenantStore

/// Stores and files with made-up tenants, the same in every run.
enum SampleStore {
  static func slug(_ number: Int) -> String {
    let digits = String(number)
    return "tenant-" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }

  static func session() -> OperatorSession {
    OperatorSession(
      actor: "benchmark", now: { Timestamp(seconds: 1_795_435_200) },
      randomBits: {
        var generator = SystemRandomNumberGenerator()
        return UInt128.random(in: .min ... .max, using: &generator)
      })
  }

  /// Creates a store with tenants but without the journal's rows about them, which no read of a tenant looks at.
  static func create(at path: String, tenants: Int) throws {
    let operatorSession = session()
    _ = try Administration.initialize(at: path, bare: false, session: operatorSession)
    let tier = try Slug(parsing: "pro")
    let region = try Region(parsing: "eu-west-1")
    try StateStore(opening: path, access: .readWriteReplayable)
      .write(Change(actor: "benchmark", time: operatorSession.now())) { writer in
        for number in 0..<tenants {
          try writer.insert(
            Tenant(
              id: TenantID(bits: operatorSession.randomBits()), slug: Slug(parsing: slug(number)),
              name: "Tenant \(number)", tier: tier,
              homeRegion: region, createdAt: operatorSession.now()))
        }
      }
  }

  /// The scopes of all tenants, ascending by id, which is as good as no order.
  static func scopes(of runtime: EnforcementRuntime, at path: String) throws -> [TenantScope] {
    var tenants: [TenantID] = []
    try StateStore(opening: path, access: .readOnly).read { reader in
      try reader.forEachTenant(TenantFilter()) { tenant in
        tenants.append(tenant.id)
        return true
      }
    }
    return try tenants.sorted().map { try runtime.scope(of: $0) }
  }

  /// Writes a file line by line.
  static func write(_ path: String, header: String, lines: Int, _ line: (Int) -> String) throws {
    guard let stream = fopen(path, "w") else { throw TenantError(.fileUnwritable, "'\(path)' cannot be written") }
    defer { fclose(stream) }
    var bytes = Array((header + "\n").utf8)
    for number in 0..<lines {
      bytes.append(contentsOf: line(number).utf8)
      bytes.append(UInt8(ascii: "\n"))
      if bytes.count > 1 << 20 || number == lines - 1 {
        guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else {
          throw TenantError(.fileUnwritable, "'\(path)' cannot be written")
        }
        bytes.removeAll(keepingCapacity: true)
      }
    }
  }
}
