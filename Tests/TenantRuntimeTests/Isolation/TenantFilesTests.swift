// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

@Suite struct TenantFilesTests {
  private let fixture: DataFixture
  private let report: TenantFileName

  init() throws {
    fixture = try DataFixture()
    report = try TenantFileName(parsing: "reports/2026-11.csv")
  }

  private func folder(_ slug: String = "acme") throws -> String {
    let tenant = try fixture.base.scope(slug).tenant
    return TenantFolder.all(besideStore: fixture.base.store.path) + "/"
      + TenantFolder.name(of: tenant.id, incarnation: tenant.incarnation) + "/files"
  }

  private func stored(_ slug: String = "acme") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder(slug)).sorted()
  }

  @Test func filesAreWrittenReadListedAndDeleted() throws {
    try fixture.run("acme") { scope throws in
      #expect(try scope.files.read(report) == nil && scope.files.list().isEmpty && !scope.files.delete(report))
      for size in [0, 1, 65_535, 65_536, 65_537, 200_000] {
        let content = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
        try scope.files.write(content, to: report)
        #expect(try scope.files.read(report) == content)
      }
      let other = try TenantFileName(parsing: "a.txt")
      try scope.files.write([1], to: other)
      #expect(try scope.files.list().map(\.rawValue) == ["a.txt", "reports/2026-11.csv"])
      #expect(try scope.files.list(prefix: "reports/").map(\.rawValue) == ["reports/2026-11.csv"])
      #expect(try scope.files.delete(report))
      #expect(try !scope.files.delete(report) && scope.files.read(report) == nil)
      #expect(try stored().count == 1)
      #expect(
        refusal { try scope.files.write([UInt8](repeating: 0, count: TenantFiles.maximumBytes + 1), to: other) }
          == "invalid_value")
    }
  }

  /// Row 21: after a short writing nothing of a longer one is there, on the disk neither.
  @Test func attack21NothingOfALongerFileIsLeftBehindAShorterOne() throws {
    try fixture.run("acme") { scope throws in
      try scope.files.write([UInt8](repeating: 7, count: 300_000), to: report)
      try scope.files.write([1, 2, 3], to: report)
      #expect(try scope.files.read(report) == [1, 2, 3])
    }
    let file = try folder() + "/" + #require(stored().first)
    #expect(FileCheck.size(file).map { $0 < 1_000 } == true)
    #expect(try FileCheck.mode(file) == 0o600 && FileCheck.mode(folder()) == 0o700)
  }

  @Test func theDiskIsToldNeitherNamesNorContents() throws {
    try fixture.run("acme") { scope throws in
      try scope.files.write(Array("canary-4713".utf8), to: TenantFileName(parsing: "canary-4714"))
      try scope.values.set("a", to: [])
    }
    let name = try #require(stored().first)
    #expect(name.count == 64 && name.allSatisfy { "0123456789abcdef".contains($0) })
    let bytes = try FileContents.read(folder() + "/" + name)
    #expect(bytes.firstRange(of: Array("canary".utf8)) == nil)
  }

  /// Row 31: the grammar leaves nothing that leads elsewhere or is another name's.
  @Test func attack31NamesLeadNowhere() throws {
    for text in [
      "", "/", "a/", "/a", "a//b", ".", "..", "../a", "a/..", "a/./b", ".a", "a.", "a ", " a", "A", "a\0b", "a\\b",
      "a:b",
      "con", "nul.txt", "a/com1.x", "lpt9", "é", "ａ", "%2e%2e", "-a", "_a", "a-", "a/b/c/d/e/f/g/h/i",
      String(repeating: "a", count: 101),
    ] {
      #expect(throws: TenantError.self, "\(text)") { try TenantFileName(parsing: text) }
    }
    for text in ["a", "0", "a.b", "a-b_c.d", "console", "com10", "a/b/c/d/e/f/g/h", String(repeating: "a", count: 100)]
    {
      #expect(try TenantFileName(parsing: text).rawValue == text)
    }
  }

  /// Row 31: links in the way are refused, wherever they stand.
  @Test func attack31LinksAreNotFollowed() throws {
    try fixture.run("acme") { scope throws in try scope.files.write([1], to: report) }
    let (files, name) = (try folder(), try #require(stored().first))
    let outside = fixture.base.store.folder.file("outside")
    let manager = FileManager.default
    // The file.
    try manager.moveItem(atPath: files + "/" + name, toPath: outside)
    try manager.createSymbolicLink(atPath: files + "/" + name, withDestinationPath: outside)
    try fixture.run("acme") { scope throws in #expect(refusal { _ = try scope.files.read(report) } == "file.unreadable")
    }
    // Written anew, it takes the place of the link and not of what it leads to.
    try fixture.run("acme") { scope throws in try scope.files.write([2], to: report) }
    let kept = try FileContents.read(outside)
    try fixture.run("acme") { scope throws in #expect(try scope.files.read(report) == [2]) }
    #expect(try FileContents.read(outside) == kept)
    // The folder.
    try manager.moveItem(atPath: files, toPath: outside + "-folder")
    try manager.createSymbolicLink(atPath: files, withDestinationPath: outside + "-folder")
    try fixture.run("acme") { scope throws in
      #expect(refusal { _ = try scope.files.read(report) } == "file.unreadable")
      #expect(refusal { try scope.files.write([3], to: report) } == "file.unwritable")
      #expect(refusal { _ = try scope.files.list() } == "file.unreadable")
    }
    // Something that is no file.
    try manager.removeItem(atPath: files)
    try manager.createDirectory(atPath: files + "/" + name, withIntermediateDirectories: true)
    try fixture.run("acme") { scope throws in
      #expect(refusal { _ = try scope.files.read(report) } == "file.unreadable")
      #expect(refusal { try scope.files.write([3], to: report) } == "file.unwritable")
      #expect(refusal { try scope.files.delete(report) } == "file.unwritable")
    }
    #expect(try stored().allSatisfy { !$0.hasPrefix(".") })
  }

  /// Row 38: a file of another name, another tenant, or with a chunk left out, exchanged or from before, does not open.
  @Test func attack38FilesThatWereMovedOrChangedDoNotOpen() throws {
    let other = try TenantFileName(parsing: "other")
    let content = [UInt8](repeating: 7, count: 150_000)
    try fixture.run("acme") { scope throws in
      try scope.files.write(content, to: report)
      try scope.files.write(content, to: other)
    }
    try fixture.run("globex") { scope throws in try scope.files.write(content, to: report) }
    let names = try stored()
    let path = try folder()
    let originals = try names.map { try FileContents.read(path + "/" + $0) }
    func put(_ bytes: [UInt8], _ index: Int) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + names[index]))
    }
    func reading() throws -> [String?] {
      try fixture.run("acme") { scope throws in
        [report, other].map { name in refusal { _ = try scope.files.read(name) } }
      }
    }
    #expect(try reading() == [nil, nil])
    try put(originals[1], 0)
    try put(originals[0], 1)
    #expect(try reading() == ["seal.refused", "seal.refused"])
    try fixture.run("acme") { scope throws in #expect(refusal { _ = try scope.files.list() } == "seal.refused") }
    let theirs = try FileContents.read(folder("globex") + "/" + #require(stored("globex").first))
    for index in 0..<2 { try put(theirs, index) }
    #expect(try reading() == ["seal.refused", "seal.refused"])
    // Chunks: cut off, exchanged, doubled, and taken from an earlier writing of the same length.
    let chunk = SealedFile.chunkBytes + SealedEnvelope.overhead
    func earlier() throws -> [UInt8] {
      try fixture.run("acme") { scope throws in try scope.files.write(content, to: report) }
      let index = originals[0].count == originals[1].count ? 0 : 0
      return try FileContents.read(path + "/" + names[index])
    }
    for index in 0..<2 { try put(originals[index], index) }
    let start = originals[0].count - 2 * chunk - (150_000 - 2 * SealedFile.chunkBytes + SealedEnvelope.overhead)
    let head = Array(originals[0][..<start])
    let chunks = (0..<3).map {
      Array(originals[0][(start + $0 * chunk)..<min(start + ($0 + 1) * chunk, originals[0].count)])
    }
    for changed in [
      head, head + chunks[0], head + chunks[0] + chunks[1], head + chunks[1] + chunks[0] + chunks[2],
      head + chunks[0] + chunks[1] + chunks[2] + chunks[2], Array(originals[0].dropLast()),
      Array(originals[1][..<start]) + chunks[0] + chunks[1] + chunks[2],
    ] {
      try put(changed, 0)
      #expect(try reading().contains("seal.refused"))
    }
    try put(originals[0], 0)
    #expect(try reading() == [nil, nil])
    for count in [0, 1, 16, 17, 24, 25, 33, 41, 42, 50, 60] {
      try put(Array(originals[0].prefix(count)), 0)
      #expect(try reading().contains("seal.refused"), "\(count)")
    }
    for position in 0..<60 {
      var changed = originals[0]
      changed[position] ^= 0x80
      try put(changed, 0)
      #expect(try reading().contains("seal.refused"), "\(position)")
    }
  }

  /// Row 22: a suspension between the check and the file is seen, and the file is as it was.
  @Test func attack22AFileIsNotWrittenAfterASuspension() throws {
    try fixture.run("acme") { scope throws in try scope.files.write([1], to: report) }
    let scope = try fixture.base.scope("acme")
    let vault = scope.core.vault
    let root = try #require(try vault.read(scope) { try vault.root(of: scope, $0) })
    let files = vault.files(of: root)
    let before = try stored()
    _ = try fixture.base.administration.suspend(TenantSelector(parsing: "acme"))
    #expect(refusal { try scope.run { try scope.files.write([2], to: report) } }?.hasPrefix("context.refused") == true)
    #expect(refusal { try scope.run { try scope.files.delete(report) } }?.hasPrefix("context.refused") == true)
    try files.prepare([2], as: ".x.partial")
    #expect(
      refusal { try vault.write(scope) { _ in try files.publish(".x.partial", as: before[0]) } }
        == "context.refused:stale-lifecycle")
    #expect(try files.remove(".x.partial") && files.names() == before)
  }

  @Test func nothingIsWrittenUnderAKeyThatTheStoreHasNot() throws {
    let scope = try fixture.base.scope("acme")
    let vault = scope.core.vault
    let foreign = TenantRoot(of: scope.tenant.id, incarnation: 1)
    #expect(
      refusal { try vault.write(scope) { try vault.requireRoot(foreign, of: scope, $0) } }
        == "context.refused:stale-lifecycle")
  }

  @Test func nothingWorksOutsideOfTheScope() throws {
    let (acme, globex) = (try fixture.base.scope("acme"), try fixture.base.scope("globex"))
    let calls: [(TenantScope) throws -> Void] = [
      { _ = try $0.files.read(report) }, { try $0.files.write([], to: report) }, { try $0.files.delete(report) },
      { _ = try $0.files.list() },
    ]
    for call in calls {
      #expect(refusal { try call(acme) } == "context.missing:unbound")
      #expect(refusal { try globex.run { try call(acme) } } == "isolation.violation:other-tenant")
      #expect(refusal { try acme.run { try call(acme) } } == nil)
    }
  }

  /// Row 7: the folder of no tenant or incarnation is the beginning of another's, and each has its own files.
  @Test func attack07EachTenantHasItsOwnFolder() throws {
    for slug in ["acme", "globex"] {
      try fixture.run(slug) { scope throws in try scope.files.write(Array(slug.utf8), to: report) }
    }
    #expect(try stored("acme").count == 1 && stored("globex").count == 1 && stored("acme") != stored("globex"))
    try fixture.run("acme") { scope throws in #expect(try scope.files.delete(report)) }
    try fixture.run("globex") { scope throws in #expect(try scope.files.read(report) == Array("globex".utf8)) }
  }
}
