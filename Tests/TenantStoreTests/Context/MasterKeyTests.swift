// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct MasterKeyTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("master-key")
  }

  private func code(of body: () throws -> Void) -> TenantErrorCode? {
    do {
      try body()
      return nil
    } catch {
      return (error as? TenantError)?.code
    }
  }

  @Test func aKeyThatWasMadeIsReadAgainAndForItsOwnerOnly() throws {
    let made = try MasterKey.create(file: path)
    #expect(FileCheck.mode(path) == 0o600)
    #expect(try MasterKey(file: path).bytes == made.bytes)
    #expect(code { _ = try MasterKey.create(file: path) } == .fileExists)
    #expect(try MasterKey(file: path).bytes == made.bytes)
    #expect(try folder.read("master-key").split(separator: "\n").map(\.utf8.count) == [22, 64])
    #expect(code { _ = try MasterKey.create(file: folder.file("no/where")) } == .fileUnwritable)
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o601, 0o622, 0o644, 0o666, 0o777] as [mode_t])
  func aKeyThatOthersMayTouchIsRefused(mode: mode_t) throws {
    _ = try MasterKey.create(file: path)
    chmod(path, mode)
    #expect(code { _ = try MasterKey(file: path) } == .masterKeyUnusable)
    chmod(path, 0o400)
    #expect(code { _ = try MasterKey(file: path) } == nil)
  }

  @Test func whatIsNoMasterKeyIsRefusedWithoutAWordOfIt() throws {
    let digits = String(repeating: "ab", count: 32)
    for text in [
      "", "tenantctl-master-key 1\n", "tenantctl-master-key 1\n\(digits)", "tenantctl-master-key 2\n\(digits)\n",
      "tenantctl-master-key 1\n\(digits.uppercased())\n", "tenantctl-master-key 1\n\(digits)\n\n", "\(digits)\n",
      "tenantctl-master-key 1\n\(digits.dropLast())g\n", "tenantctl-master-key 1\n\(digits)00\n",
      String(repeating: "x", count: 10_000),
    ] {
      let file = try folder.write(text, to: "bad")
      chmod(file, 0o600)
      let fault = #expect(throws: TenantError.self) { try MasterKey(file: file) }
      #expect(fault?.code == .masterKeyUnusable && fault.map { "\($0)".contains("abab") } == false)
    }
    #expect(code { _ = try MasterKey(file: folder.path) } == .masterKeyUnusable)
    #expect(code { _ = try MasterKey(file: folder.file("missing")) } == .masterKeyUnusable)
    #expect(code { _ = try MasterKey(file: folder.file("bad/below-a-file")) } == .masterKeyUnusable)
    for count in [0, 31, 33] { #expect(MasterKey(bytes: Array(repeating: 1, count: count)) == nil) }
  }

  @Test func aKeyThatIsTakenBackLeavesNoFile() throws {
    _ = try MasterKey.create(file: path)
    MasterKey.remove(file: path)
    #expect(!FileCheck.exists(path))
    _ = try MasterKey.create(file: path)
  }

  /// Row 38 for keys: what is wrapped for one key or store opens as no other.
  @Test func aWrappedKeyOpensOnlyWhereItBelongs() throws {
    let master = MasterKey()
    let (one, other) = (ContextKeyID(bits: 1), ContextKeyID(bits: 2))
    let (issuer, foreign) = (try ContextIssuer(parsing: "aa"), try ContextIssuer(parsing: "bb"))
    let signer = ContextSigner(one)
    let wrapped = try signer.wrapped(with: master, issuer: issuer)
    let key = ContextKey(id: one, publicKey: try signer.publicKey, state: .active, since: Timestamp(seconds: 0))
    _ = try ContextSigner(opening: SealedKey(key: key, wrapped: wrapped), with: master, issuer: issuer)
    #expect(try signer.wrapped(with: master, issuer: issuer) != wrapped)
    #expect(code { _ = try master.unwrap(wrapped, of: other, issuer: issuer) } == .masterKeyUnusable)
    #expect(code { _ = try master.unwrap(wrapped, of: one, issuer: foreign) } == .masterKeyUnusable)
    #expect(code { _ = try MasterKey().unwrap(wrapped, of: one, issuer: issuer) } == .masterKeyUnusable)
    for position in wrapped.indices {
      var changed = wrapped
      changed[position] ^= 1
      #expect(code { _ = try master.unwrap(changed, of: one, issuer: issuer) } == .masterKeyUnusable)
    }
    for count in [0, 1, 27, wrapped.count - 1] {
      #expect(
        code { _ = try master.unwrap(Array(wrapped.prefix(count)), of: one, issuer: issuer) } == .masterKeyUnusable)
    }
    let swapped = ContextKey(id: one, publicKey: try ContextSigner(other).publicKey, state: .active, since: key.since)
    let mixed = SealedKey(key: swapped, wrapped: wrapped)
    #expect(code { _ = try ContextSigner(opening: mixed, with: master, issuer: issuer) } == .storeCorrupt)
  }

  @Test func secretsThatArePrintedHideThemselves() throws {
    let master = MasterKey()
    var dumped = ""
    dump(master, to: &dumped)
    dump(ContextSigner(ContextKeyID(bits: 1)), to: &dumped)
    #expect(!dumped.contains(String(master.bytes[0])) || dumped.count < 200)
    #expect("\(master)" == "master key" && !dumped.contains("SymmetricKey") && !dumped.contains("PrivateKey"))
  }
}
