// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Row 1: the name of what another tenant keeps is a name like any that is not there.
@Suite struct NamesOfOthersTests {
  private let fixture: DataFixture

  init() throws {
    fixture = try DataFixture()
  }

  /// What each method says of a name, be it a value or an error, without the name itself.
  private func told(of name: String, in scope: TenantScope) throws -> [String] {
    let file = try TenantFileName(parsing: name)
    let key = TenantCacheKey<String>(name)
    let calls: [() throws -> Any] = [
      { try scope.values.get(name) as Any }, { try scope.values.delete(name) }, { try scope.values.list(prefix: name) },
      { try scope.files.read(file) as Any }, { try scope.files.delete(file) }, { try scope.files.list(prefix: name) },
      { try scope.cache.get(key) as Any }, { try scope.cache.remove(key) },
    ]
    return calls.map { call in
      let said: String
      do { said = "\(try call())" } catch { said = "error: \(error)" }
      return said.replacing(name, with: "NAME")
    }
  }

  @Test func attack01NamesOfOthersAreLikeNamesThatAreNotThere() throws {
    let (secret, absent) = ("secret", "absent")
    let file = try TenantFileName(parsing: secret)
    let key = TenantCacheKey<String>(secret)
    try fixture.run("globex") { scope throws in
      _ = try scope.values.set(secret, to: [1])
      try scope.files.write([2], to: file)
      try scope.cache.set(key, to: "3", for: .seconds(60))
    }
    // Where the tenant has nothing at all, and where it has other things.
    for hasOwn in [false, true] {
      try fixture.run("acme") { scope throws in
        if hasOwn { _ = try scope.values.set("own", to: [4]) }
        let said = try told(of: secret, in: scope)
        #expect(try said == told(of: absent, in: scope))
        #expect(!said.contains { $0.hasPrefix("error") })
      }
    }
    try fixture.run("globex") { scope throws in
      #expect(try scope.values.get(secret)?.bytes == [1] && scope.files.read(file) == [2])
      #expect(try scope.cache.get(key) != nil)
      #expect(try told(of: secret, in: scope) != told(of: absent, in: scope))
    }
  }
}
