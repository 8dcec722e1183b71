// SPDX-License-Identifier: Apache-2.0

import Crypto
import Glibc
import Synchronization
import TenantModel

extension LimitsFile {
  /// Opens the file beside a store, or makes one.
  ///
  /// - Parameters:
  ///   - store: Path of the store.
  ///   - storeID: Identity of the store, so that another store at the same path has limits of its own.
  /// - Returns: The file, mapped.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeIO`` where the file cannot be made or mapped.
  static func open(besideStore store: String, storeID: String) throws -> LimitsFile {
    let path = path(of: store)
    let identity = try Identity(storeID: storeID)
    // Each failure to open means that somebody else put another file there meanwhile.
    for _ in 0..<1_000 {
      if let file = try openExisting(path, identity: identity) { return file }
    }
    throw TenantError(
      .storeIO, "the file of limits '\(path)' is replaced again and again",
      hint: "see that only one store is used at this path", details: ["path": path])
  }

  /// What a file must say of itself to be taken.
  struct Identity {
    let boot: [UInt8]
    let store: [UInt8]

    init(storeID: String) throws {
      boot = try Self.bootID()
      store = Array(SHA256.hash(data: Array(storeID.utf8)).prefix(16))
    }

    /// The kernel's random identity of this boot.
    private static func bootID() throws -> [UInt8] {
      let descriptor = Glibc.open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw LimitsFile.failure("told from one of another boot", "boot_id") }
      defer { close(descriptor) }
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = read(descriptor, &bytes, bytes.count)
      let text = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
      return Array(SHA256.hash(data: Array(text.utf8)).prefix(16))
    }
  }

  /// Opens what is at the path; where it is no good or absent, puts a new file there and returns `nil`.
  private static func openExisting(_ path: String, identity: Identity) throws -> LimitsFile? {
    let descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    if descriptor < 0 {
      guard errno == ENOENT else { throw failure("opened", path) }
      try put(identity, at: path, replacing: false, isSuccessor: false)
      return nil
    }
    var isKept = false
    defer { if !isKept { close(descriptor) } }
    try LimitsLock().take(descriptor, path)
    defer { flock(descriptor, LOCK_UN) }
    // Whoever held the lock before may have replaced the file.
    guard let status = status(descriptor), isAt(path, status) else { return nil }
    guard isGood(descriptor, size: Int(status.st_size), identity) else {
      // One of another boot or store is nobody's any more; one that was cut off may be in use.
      let isOver = isWhole(descriptor, size: Int(status.st_size))
      try put(identity, at: path, replacing: true, isSuccessor: !isOver)
      return nil
    }
    let head = try map(descriptor, offset: 0, bytes: LimitsLayout.headBytes, path)
    isKept = true
    return LimitsFile(
      path: path, descriptor: descriptor, identity: (UInt64(status.st_dev), UInt64(status.st_ino)), head: head)
  }

  static func status(_ descriptor: Int32) -> stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }

  private static func isAt(_ path: String, _ status: stat) -> Bool {
    var found = stat()
    return stat(path, &found) == 0 && found.st_dev == status.st_dev && found.st_ino == status.st_ino
  }

  static func isGood(_ descriptor: Int32, size: Int, _ identity: Identity) -> Bool {
    guard isWhole(descriptor, size: size), let bytes = identityBytes(descriptor) else { return false }
    return word(bytes, LimitsLayout.formatOffset) == LimitsLayout.formatVersion
      && Array(bytes[LimitsLayout.bootOffset..<LimitsLayout.bootOffset + 16]) == identity.boot
      && Array(bytes[LimitsLayout.storeOffset..<LimitsLayout.storeOffset + 16]) == identity.store
  }

  /// Whether a file is one of limits, of whatever boot and store, that nothing is missing of and nobody replaced.
  static func isWhole(_ descriptor: Int32, size: Int) -> Bool {
    guard size >= LimitsLayout.headBytes, let bytes = identityBytes(descriptor) else { return false }
    let segments = word(bytes, LimitsLayout.segmentsOffset)
    guard word(bytes, 0) == LimitsLayout.magic, (1...UInt64(LimitsLayout.maximumSegments)).contains(segments),
      word(bytes, LimitsLayout.retiredOffset) == 0
    else { return false }
    return size >= LimitsLayout.fileBytes(segments: Int(segments))
  }

  private static func identityBytes(_ descriptor: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: LimitsLayout.identityBytes)
    return pread(descriptor, &bytes, bytes.count, 0) == bytes.count ? bytes : nil
  }

  private static func word(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
  }

  /// Makes a new file under another name, whole, and gives it its name in one step.
  ///
  /// - Parameters:
  ///   - identity: What it says of itself.
  ///   - path: Its name.
  ///   - replacing: Whether it takes the place of a file that is there.
  ///   - isSuccessor: Whether processes of this boot may hold what an earlier file counted.
  /// - Throws: ``TenantError`` where the file cannot be made.
  private static func put(_ identity: Identity, at path: String, replacing: Bool, isSuccessor: Bool) throws {
    let draft = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    let descriptor = Glibc.open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw failure("made", path) }
    defer {
      close(descriptor)
      unlink(draft)
    }
    guard ftruncate(descriptor, off_t(LimitsLayout.fileBytes(segments: 1))) == 0 else { throw failure("made", path) }
    giveToOwner(ofStoreWithLimitsAt: path, descriptor)
    let bytes = head(identity, isSuccessor: isSuccessor)
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else { throw failure("made", path) }
    if replacing {
      guard rename(draft, path) == 0 else { throw failure("replaced", path) }
    } else {
      // Unlike a rename, a link never removes the file that another process put there first.
      guard link(draft, path) == 0 || errno == EEXIST else { throw failure("made", path) }
    }
  }

  /// Lets who owns the store own its limits too: an operator with all rights who asks first must not shut the services out.
  private static func giveToOwner(ofStoreWithLimitsAt path: String, _ descriptor: Int32) {
    var store = stat()
    guard geteuid() == 0, path.hasSuffix(suffix), stat(String(path.dropLast(suffix.utf8.count)), &store) == 0 else {
      return
    }
    // Where that is refused, as on some network's file systems, the file is as usable as it was.
    _ = fchown(descriptor, store.st_uid, store.st_gid)
  }

  private static func head(_ identity: Identity, isSuccessor: Bool) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: LimitsLayout.identityBytes)
    func put(_ value: UInt64, at offset: Int) {
      withUnsafeBytes(of: value) { bytes.replaceSubrange(offset..<offset + 8, with: $0) }
    }
    put(LimitsLayout.magic, at: 0)
    put(LimitsLayout.formatVersion, at: LimitsLayout.formatOffset)
    bytes.replaceSubrange(LimitsLayout.bootOffset..<LimitsLayout.bootOffset + 16, with: identity.boot)
    bytes.replaceSubrange(LimitsLayout.storeOffset..<LimitsLayout.storeOffset + 16, with: identity.store)
    put(1, at: LimitsLayout.segmentsOffset)
    // Tokens of this file are greater than those of every earlier one.
    put(UInt64(bitPattern: RuntimeOptions.systemTime().microseconds) << 10, at: LimitsLayout.sequenceOffset)
    put(UInt64(bitPattern: MonotonicClock.nanoseconds()), at: LimitsLayout.bornOffset)
    put(isSuccessor ? 1 : 0, at: LimitsLayout.successorOffset)
    return bytes
  }

  static func map(_ descriptor: Int32, offset: Int, bytes: Int, _ path: String) throws -> UnsafeMutableRawPointer {
    let mapped = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, off_t(offset))
    guard let mapped, mapped != MAP_FAILED else { throw failure("mapped", path) }
    return mapped
  }

  static func failure(_ what: String, _ path: String) -> TenantError {
    TenantError(
      .storeIO, "the file of limits '\(path)' cannot be \(what): \(String(cString: strerror(errno)))",
      hint: "check the permissions and the space of its folder; 'runtime list' needs it too", details: ["path": path])
  }
}

/// The clock that limits go by: it never steps and is the same for all processes of a host.
enum MonotonicClock {
  @inline(__always)
  static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
