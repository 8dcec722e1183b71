// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// What the store holds of keys, providers, files and refusals, where it is not as the program wrote it.
@Suite struct StoredGuardTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
  }

  private func code(_ body: () throws -> some Any) -> TenantErrorCode? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? TenantError)?.code
    }
  }

  /// Changes the store as somebody does who has it in an editor, its rules left aside.
  private func edit(_ sql: String) throws {
    let driver = try SQLiteConnection(path: store.path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    try driver.execute("PRAGMA ignore_check_constraints = ON; \(sql)")
  }

  @Test func aPublicKeyOfAnotherLengthIsDamage() throws {
    let master = MasterKeyFile(path: store.folder.file("master"))
    _ = try store.administration().rotateKeys(with: master)
    #expect(try store.read { try $0.contextKeySet() }.keys.isEmpty == false)
    try edit("UPDATE signing_key SET public_key = x'00'")
    #expect(code { try store.read { try $0.contextKeySet() } } != nil)
  }

  @Test func keysOfAProviderThatAreNoneAreDamage() throws {
    let keys = #"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k","x":"\#(String(repeating: "A", count: 43))"}]}"#
    _ = try store.administration().setIdentityIssuer(
      IdentityIssuer(
        issuer: IdentityName(parsing: "https://login.example/"), keys: IdentityKeySet(document: keys)))
    #expect(try store.read { try $0.identityIssuers() }.count == 1)
    try edit("UPDATE identity_issuer SET keys = '{}'")
    #expect(code { try store.read { try $0.identityIssuers() } } != nil)
  }

  @Test func refusalsAreToldWithTheirTenantWhereOneIsKnown() throws {
    let tenant = try store.administration().onboard(.sample("acme")).value.id
    try store.write { writer in
      for tenant in [nil, tenant, tenant] { try writer.record(.identityRefuse, key: "expired", tenant: tenant) }
    }
    let refusals = try store.read { try $0.refusals(since: nil, until: nil) }
    #expect(refusals.map(\.tenant) == [nil, tenant] && refusals.map(\.count) == [1, 2])
  }

  @Test func everyPlaceOfATenantIsTold() throws {
    let tenant = try store.administration().onboard(.sample("acme")).value.id
    try edit("UPDATE placement SET instance = 'i1'")
    #expect(try store.read { try $0.places(of: tenant) }.contains("everybody/i1"))
  }

  @Test func filesOfAnAreaAreNeitherMadeNorFoundWithoutItsFolder() throws {
    let area = TenantFileArea(besideStore: store.path, tenant: TenantID(bits: 1), incarnation: 1)
    #expect(try area.read("a", atMost: 10) == nil && area.names().isEmpty && !area.remove("a"))
    #expect(code { try area.prepare([1], as: ".a") } == .fileUnwritable)
    #expect(code { try area.publish(".a", as: "a") } == .fileUnwritable)
    try area.makeFolder()
    try area.prepare([1], as: ".a")
    // Nothing is written into what somebody else prepares.
    #expect(code { try area.prepare([2], as: ".a") } == .fileUnwritable)
    #expect(code { try area.publish(".b", as: "a") } == .fileUnwritable)
    try area.publish(".a", as: "a")
    #expect(try area.read("a", atMost: 1) == [1])
    #expect(code { try area.read("a", atMost: 0) } == .fileUnreadable)
    let nowhere = TenantFileArea(besideStore: store.folder.file("no/store"), tenant: TenantID(bits: 1), incarnation: 1)
    #expect(code { try nowhere.makeFolder() } == .fileUnwritable)
  }

  /// Row 33: a file whose own name is another one than that by which it was found is not served.
  @Test func attack33AFileOfAnotherNameIsNotServed() throws {
    let root = TenantRoot(of: TenantID(bits: 1), incarnation: 1)
    let (name, region) = (try TenantFileName(parsing: "a"), try Region(parsing: "eu-west-1"))
    let sealed = try SealedFile.seal([1, 2], named: name, region: region, at: store.clock.now, with: root)
    let digest = SealedFile.digest(of: name, with: root)
    #expect(try SealedFile(sealed, digest: digest).content(with: root) == [1, 2])
    // The same file with a name in its head that the tenant's own key has sealed for this place.
    let head = 1 + 16 + 8 + 8
    let item = SealItem(
      purpose: .files, stream: digest, period: SealPeriod(containing: store.clock.now), region: region,
      item: Hexadecimal.text(Array(sealed[1..<17])), sequence: -1, schema: "2")
    let length = sealed[head..<head + 8].reduce(0) { $0 << 8 | Int($1) }
    let start = head + 8 + 1 + region.rawValue.utf8.count
    for other in ["b", "..", "A"] {
      let named = try SealedEnvelope.seal(Array(other.utf8), as: item, with: root.dataKey(for: item))
      #expect(named.count - length == other.utf8.count - 1)
      var bytes = Array(sealed[..<head])
      withUnsafeBytes(of: Int64(named.count).bigEndian) { bytes.append(contentsOf: $0) }
      bytes += sealed[(head + 8)..<start] + named + sealed[(start + length)...]
      let file = try SealedFile(bytes, digest: digest)
      #expect(code { try file.name(with: root) } == .sealRefused, "\(other)")
      #expect(code { try file.content(with: root) } == .sealRefused, "\(other)")
    }
  }

  /// A folder that is emptied while a writer still puts files into it is gone in the end, with all of them.
  @Test func aFolderIsEmptiedUntilNothingComesAnyMore() throws {
    let tenant = TenantID(bits: 1)
    let area = TenantFileArea(besideStore: store.path, tenant: tenant, incarnation: 1)
    let files =
      TenantFolder.all(besideStore: store.path) + "/" + TenantFolder.name(of: tenant, incarnation: 1) + "/files"
    for _ in 0..<20 {
      try area.makeFolder()
      let folder = open(files, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      let writer = FolderWriter(folder)
      let made = try writer.whileWriting {
        try TenantFolder.remove(of: tenant, incarnation: 1, besideStore: store.path)
      }
      close(folder)
      // Whoever was removed had been made, and what was made later found no folder.
      #expect(made.made == made.removed)
      #expect(!FileCheck.exists(files))
    }
  }
}

/// Puts files into an open folder on a thread of its own, until the folder is gone.
private final class FolderWriter {
  private let folder: Int32

  init(_ folder: Int32) {
    self.folder = folder
  }

  func whileWriting(_ remove: () throws -> Int64) throws -> (made: Int64, removed: Int64) {
    var thread = pthread_t()
    let context = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    context.pointee = folder
    pthread_create(
      &thread, nil,
      { context in
        guard let folder = context?.load(as: Int32.self) else { return nil }
        var made = 0
        while true {
          let file = openat(folder, "f\(made)", O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
          guard file >= 0 else { return UnsafeMutableRawPointer(bitPattern: made) }
          close(file)
          made += 1
          usleep(1)
        }
      }, context)
    usleep(500)
    let removed = Result { try remove() }
    var made: UnsafeMutableRawPointer?
    pthread_join(thread, &made)
    context.deallocate()
    return (Int64(Int(bitPattern: made)), try removed.get())
  }
}
