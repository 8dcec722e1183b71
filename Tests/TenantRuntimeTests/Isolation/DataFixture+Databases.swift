// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantTestSupport

@testable import TenantRuntime
@testable import TenantStore

extension DataFixture {
  func folder(_ slug: String = "acme") throws -> String {
    let tenant = try base.scope(slug).tenant
    return TenantFolder.all(besideStore: base.store.path) + "/"
      + TenantFolder.name(of: tenant.id, incarnation: tenant.incarnation)
  }

  func stored(_ slug: String = "acme") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder(slug) + "/databases").sorted()
  }

  /// Makes a database with a table, and a row in it.
  func fill(_ slug: String = "acme", _ name: String = "shop", with text: String = "a") throws {
    try run(slug) { scope throws in
      try scope.database(name).write { shop throws in
        try shop.run("CREATE TABLE IF NOT EXISTS item (id INTEGER PRIMARY KEY, text TEXT UNIQUE)")
        try shop.run("INSERT INTO item (text) VALUES (?)", [.text(text)])
      }
    }
  }

  func texts(_ slug: String = "acme", _ name: String = "shop") throws -> [String?] {
    try run(slug) { scope throws in
      try scope.database(name).read { try $0.query("SELECT text FROM item ORDER BY id").map { $0["text"]?.text } }
    }
  }
}
