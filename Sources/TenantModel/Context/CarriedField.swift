// SPDX-License-Identifier: Apache-2.0

/// A header field of a request, a piece of metadata of a call, or an attribute of a message, as the transport gives it.
public struct CarriedField: Equatable, Sendable {
  /// The name as it was sent.
  public let name: String
  /// The value as it was sent.
  public let value: String

  /// Creates a field.
  ///
  /// - Parameters:
  ///   - name: The name as it was sent.
  ///   - value: The value as it was sent.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The name as the sloppiest of readers would take it: without case, with hyphens for underscores, and nothing around it.
  ///
  /// Servers that hand fields to others as variables do not tell hyphens from underscores, and some drop white space.
  var foldedName: String {
    let bytes = name.utf8.map { byte -> UInt8 in
      if ContextText.isUpperCase(byte) { return byte | 0x20 }
      return byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte
    }
    let kept = bytes.drop { $0 <= 0x20 }
    let end = kept.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? kept.startIndex
    return String(decoding: kept[..<end], as: UTF8.self)
  }
}

/// The name of the field that carries a context, and of those that only hint at a tenant.
public enum ContextField {
  /// Carries exactly one token; the only field that decides anything.
  public static let context = "Tenant-Context"
  /// Carries what observers want to know; members whose key begins with `tenant.` are no business of others.
  public static let baggage = "baggage"

  /// How the field of the context and those of CloudEvents that hint at a tenant are written by whom the edge does not trust.
  static let untrusted: Set = ["tenant-context", "ce-tenantref", "ce-tenantinc", "ce-tenantepoch"]
}
