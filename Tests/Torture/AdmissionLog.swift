// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel

/// Something that a worker was allowed, or gave back.
struct Admission {
  /// Which limit allowed it.
  enum Kind: Int64, CaseIterable {
    /// The quota per period, for good.
    case period = 1
    /// The rate with a burst.
    case bucket
    /// The rate that no window has more of.
    case hard
    /// The rate of which a whole window's worth may be used at once.
    case rolling
    /// What is held at once, taken.
    case taken
    /// What is held at once, given back while the right still stood.
    case released
    /// What is held at once, given back after the right had been lost.
    case lost
    /// The quota per period, for work whose cost was not known yet.
    case reserved
    /// What such work did not need, given back; one of no units says that it needed all.
    case returned
  }

  /// The token of units per period that were counted in the user's own quota as well.
  static let ofUser: UInt64 = 1

  let kind: Kind
  let units: Int64
  /// The monotonic clock before the decision and after it, in nanoseconds: the unit was taken between the two.
  let before: Int64
  let after: Int64
  /// Fencing token of what is held at once; of units per period whether they are a user's.
  let token: UInt64
  /// Which of the processes that write one log after the other.
  let life: Int64

  /// Units that are used of the quota per period from then on; less than 0 where some are given back.
  var periodUnits: Int64 {
    switch kind {
    case .period, .reserved: units
    case .returned: -units
    case .bucket, .hard, .rolling, .taken, .released, .lost: 0
    }
  }

  /// How much work there is more, or less, whose cost is not known.
  var openWork: Int { kind == .reserved ? 1 : kind == .returned ? -1 : 0 }
}

/// The file that a worker appends to: records of 48 bytes, each written by one call, so that none is lost with the process.
///
/// How large files of the process may become stands for how full the disk is; the log itself is not subject to it.
// Sendable because what changes is only reached between lock and unlock.
final class AdmissionLog: @unchecked Sendable {
  private static let words = 6
  private let descriptor: Int32
  private let life: Int64
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  /// Greatest size of other files in bytes; the greatest number where there is none.
  private var fullAt = Int64.max

  /// Opens a log, or makes it.
  init(appendingTo path: String, life: Int64) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw TenantError(.fileUnwritable, "'\(path)' cannot be opened: errno \(errno)") }
    self.life = life
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    close(descriptor)
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Appends a record.
  func append(_ kind: Admission.Kind, units: Int64, before: Int64, after: Int64, token: UInt64 = 0) {
    let record = [kind.rawValue, units, before, after, Int64(bitPattern: token), life]
    let bytes = record.count * MemoryLayout<Int64>.size
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if fullAt != .max { Self.limitFiles(to: .max) }
    // Not even a full disk may keep this: what cannot be written down must not go on unseen.
    guard write(descriptor, record, bytes) == bytes else { abort() }
    if fullAt != .max { Self.limitFiles(to: fullAt) }
  }

  /// Lets no other file become larger than so many bytes; the greatest number ends that.
  func fill(atBytes bytes: Int64) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    fullAt = bytes
    Self.limitFiles(to: bytes)
  }

  private static func limitFiles(to bytes: Int64) {
    let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    var limit = rlimit()
    getrlimit(resource, &limit)
    limit.rlim_cur = bytes == .max ? limit.rlim_max : min(rlim_t(bytes), limit.rlim_max)
    setrlimit(resource, &limit)
  }

  /// Reads a log from its beginning; what is no whole record is the end of it.
  static func read(_ path: String) throws -> [Admission] {
    var tail = Tail(path)
    return try tail.next()
  }

  /// A log that is read while it grows.
  struct Tail {
    private let path: String
    /// Bytes read so far.
    private var offset = 0

    init(_ path: String) {
      self.path = path
    }

    /// Reads what came since the last time.
    mutating func next() throws -> [Admission] {
      let (admissions, end) = try AdmissionLog.read(path, from: offset)
      offset = end
      return admissions
    }
  }

  private static func read(_ path: String, from begin: Int) throws -> (admissions: [Admission], end: Int) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    // A worker that was never allowed anything may have been killed before it made one.
    if descriptor < 0, errno == ENOENT { return ([], begin) }
    guard descriptor >= 0 else { throw TenantError(.fileUnreadable, "'\(path)' cannot be read: errno \(errno)") }
    defer { close(descriptor) }
    var admissions: [Admission] = []
    var end = begin
    var buffer = [Int64](repeating: 0, count: words * 4_096)
    while true {
      let record = words * MemoryLayout<Int64>.size
      let count = pread(descriptor, &buffer, buffer.count * MemoryLayout<Int64>.size, off_t(end)) / record * record
      if count <= 0 { return (admissions, end) }
      end += count
      for start in stride(from: 0, to: count / MemoryLayout<Int64>.size, by: words) {
        guard let kind = Admission.Kind(rawValue: buffer[start]) else {
          throw TenantError(.fileUnreadable, "'\(path)' holds a record of kind \(buffer[start])")
        }
        admissions.append(
          Admission(
            kind: kind, units: buffer[start + 1], before: buffer[start + 2], after: buffer[start + 3],
            token: UInt64(bitPattern: buffer[start + 4]), life: buffer[start + 5]))
      }
    }
  }
}
