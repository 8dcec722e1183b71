// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// How long a watching command waits between two looks.
package struct WatchInterval: Equatable, Sendable {
  package let milliseconds: Int64

  /// What applies unless another one is given.
  static let standard = WatchInterval(milliseconds: 2_000)

  private init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Reads a whole number and its unit: `ms`, `s`, `m` or `h`.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/usage`` where it is none, or not between 100 ms and an hour.
  package init(parsing text: String) throws {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let scale: Int64? =
      switch text[digits.endIndex...] {
      case "ms": 1
      case "s": 1_000
      case "m": 60_000
      case "h": 3_600_000
      default: nil
      }
    // More digits than these are out of range in any unit.
    guard let scale, let count = Int64(digits), digits.count <= 9, (100...3_600_000).contains(count * scale) else {
      throw TenantError(.usage, "must look like 500ms, 2s or 1m, from 100ms to 1h")
    }
    milliseconds = count * scale
  }
}

extension Parse {
  @Sendable static func watchInterval(_ text: String) throws -> WatchInterval { try WatchInterval(parsing: text) }
}
