// SPDX-License-Identifier: Apache-2.0

/// What a caller wants to do with the store.
public enum StoreAccess: Sendable {
  /// Nothing is written, and nothing can be.
  case readOnly
  /// Control state may be changed; every commit reaches the disk before it returns.
  case readWrite
  /// As ``readWrite``, but a power loss may undo the last commits: only for data that is replayed by its keys.
  case readWriteReplayable
}
