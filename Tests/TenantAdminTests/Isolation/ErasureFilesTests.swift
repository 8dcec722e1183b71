// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin
@testable import TenantStore

/// What becomes of a tenant's files when it leaves.
@Suite struct ErasureFilesTests {
  private let fixture: ErasureFixture
  private let acme: TenantSelector

  init() throws {
    fixture = try ErasureFixture()
    acme = .id(fixture.acme.id)
  }

  /// Row 27: an export holds the files of its tenant, opened, and none of another one.
  @Test func attack27AnExportHoldsTheFilesOfOneTenant() throws {
    for name in ["a.txt", "reports/b.csv"] { _ = try fixture.makeFile(of: fixture.acme, named: name) }
    _ = try fixture.makeFile(of: fixture.globex)
    let path = fixture.store.folder.file("export.ndjson")
    for master in [fixture.master, nil] {
      let manifest = try fixture.administration.export(acme, to: path, replacing: true, with: master)
      let text = try fixture.store.folder.read("export.ndjson")
      let lines = try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
      let files = lines.filter { $0["kind"]?.string == "tenant_file" }.compactMap { $0["row"] }
      #expect(manifest.rows["tenant_file"] == 2 && files.count == 2 && Int64(lines.count) == manifest.lines)
      guard master != nil else {
        let stored = try files.map { try #require(Base64URL.bytes(Array(($0["sealed_content"]?.string ?? "").utf8))) }
        #expect(files.allSatisfy { $0["name"] == nil && $0["digest"]?.string?.count == 64 })
        let root = try fixture.root(of: fixture.acme)
        for (file, bytes) in zip(files, stored) {
          let content = try SealedFile(bytes, digest: file["digest"]?.string ?? "").content(with: root)
          #expect(String(decoding: content, as: UTF8.self) == "canary of acme")
        }
        continue
      }
      #expect(files.compactMap { $0["name"]?.string }.sorted() == ["a.txt", "reports/b.csv"])
      for file in files {
        #expect(
          file["content"]?.string == Base64URL.text(Array("canary of acme".utf8)) && file["bytes"]?.number == "14")
        #expect(file["sha256"]?.string?.count == 64)
      }
      #expect(!text.contains(Base64URL.text(Array("canary of globex".utf8))))
    }
  }

  @Test func anOffboardingExportsWhatItRemoves() throws {
    _ = try fixture.makeFile(of: fixture.acme)
    var request = fixture.request()
    request.exportPath = fixture.store.folder.file("export.ndjson")
    let offboarding = try fixture.administration.offboard(acme, request).value
    #expect(offboarding.manifest?.rows["tenant_file"] == 1 && offboarding.statement?.facts.files == 1)
    #expect(try fixture.store.folder.read("export.ndjson").contains(Base64URL.text(Array("canary of acme".utf8))))
  }

  @Test func aFileThatComesAfterTheExportIsNotRemovedUnexported() throws {
    _ = try fixture.makeFile(of: fixture.acme)
    var request = fixture.request()
    request.exportPath = fixture.store.folder.file("export.ndjson")
    request.observe = { [fixture] step in
      if step == .exported { _ = try fixture.makeFile(of: fixture.acme, named: "late") }
    }
    #expect(refusal { try fixture.administration.offboard(acme, request) } == .inUse)
    #expect(FileCheck.exists(fixture.folder(of: fixture.acme)))
  }

  /// Row 24: a writer that had begun before the erasure leaves nothing behind it, whenever it goes on.
  @Test(arguments: OffboardingStep.allCases.map(\.rawValue))
  func attack24AWriterThatHadBegunLeavesNothing(step: String) throws {
    let root = try fixture.root(of: fixture.acme)
    let area = TenantFileArea(besideStore: fixture.store.path, of: root.owner)
    // In its first transaction, while the tenant is served; then it pauses.
    try area.makeFolder()
    var request = fixture.request()
    var isPrepared: Bool?
    request.observe = { if $0.rawValue == step { isPrepared = (try? area.prepare([1], as: ".late.partial")) != nil } }
    let statement = try #require(try fixture.administration.offboard(acme, request).value.statement)
    let isBefore = ["begun", "exported", "released", "rowsRemoved"].contains(step)
    #expect(isPrepared == isBefore)
    #expect(statement.facts.files == (isBefore && step != "rowsRemoved" ? 1 : 0))
    #expect(!FileCheck.exists(fixture.folder(of: fixture.acme)))
    #expect(try fixture.administration.verifyIsolation(with: fixture.master).allSatisfy { $0.severity == .ok })
  }

  /// Only what is so is attested: files that come by other means are removed and told of, and the next run ends it.
  @Test func filesThatComeBackAreNotAttestedAway() throws {
    var request = fixture.request()
    request.observe = { [fixture] step in
      guard step == .scrubbed else { return }
      let folder = TemporaryPath.folder(fixture.folder(of: fixture.acme))
      try TemporaryPath.write("x", to: folder + "/x")
    }
    _ = try fixture.makeFile(of: fixture.globex)
    #expect(refusal { try fixture.administration.offboard(acme, request) } == .storeUnhealthy)
    #expect(!FileCheck.exists(fixture.folder(of: fixture.acme)))
    #expect(!FileCheck.exists(fixture.store.folder.file("evidence.json")))
    request.observe = { _ in }
    #expect(try fixture.administration.offboard(acme, request).value.statement != nil)
  }

  @Test func filesAreCountedAsTheyAreRemoved() throws {
    let (tenant, path) = (fixture.acme, fixture.store.path)
    func count() throws -> Int64 { try TenantFolder.count(of: tenant.id, incarnation: 1, besideStore: path) }
    #expect(try count() == 0)
    let folder = try fixture.makeFile(of: tenant)
    try TemporaryPath.write("x", to: folder + "/files/.unfinished")
    TemporaryPath.link(folder + "/link", to: fixture.store.folder.path)
    #expect(try count() == 3)
    #expect(try TenantFolder.remove(of: tenant.id, incarnation: 1, besideStore: path) == 3)
    #expect(try count() == 0)
    try TemporaryPath.write("x", to: folder)
    #expect(try count() == 1)
    let long = fixture.store.folder.file(String(repeating: "x", count: 300))
    #expect(throws: TenantError.self) { try TenantFolder.count(of: tenant.id, incarnation: 1, besideStore: long) }
  }
}
