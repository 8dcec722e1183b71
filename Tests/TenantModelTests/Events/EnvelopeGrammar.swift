// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel

/// Which documents are events, written down a second time: attributes as regular expressions, values as Foundation reads them.
///
/// It shares nothing with the reader but the sentence that both follow, so that a document which one of them takes and the
/// other does not is a mistake of one.
struct EnvelopeGrammar {
  private static let tenant = "t_[0-7][0-9a-hjkmnp-tv-z]{25}"
  private static let token = "(?!\(tenant)(?:\\.|\\z))[a-z0-9][a-z0-9_-]{0,63}"
  /// The attributes that are texts, and what they may say.
  private static let texts = [
    "specversion": "1\\.0",
    "id": "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}",
    "source": "[!-~]{1,255}",
    "type": "[A-Za-z0-9][A-Za-z0-9._/-]{0,127}",
    "subject": "(?=.{1,255}\\z)(?!(?:sys|tenant|tenantctl|grant)(?:\\.|\\z))\(token)(?:\\.\(token)){0,15}",
    "time": "\\d{4}-\\d\\d-\\d\\d(?:[Tt ]\(clock)(?:\\.\\d{1,6})?(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)?)?",
    "datacontenttype": "[ -~]{1,100}",
    "dataschema": "[!-~]{1,255}",
    "partitionkey": "[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}",
    "cause": "[0-9a-f]{32}",
    "tenantref": tenant,
    // Of the last digit before the padding, the bits that say nothing are zero.
    "data_base64": "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?",
  ]
  private static let clock = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d"
  private static let required: Set<String> = ["specversion", "id", "source", "type", "subject", "time"]
  private static let json = "(?:[^; ]*\\+|application/)json(?:[; ].*)?"

  /// The attributes that are texts, as they are meant.
  let texts: [String: String]
  /// The numbers, as they are written.
  let numbers: [String: String]
  /// The bytes of the data, where they are no JSON; otherwise what they say.
  let data: Data
  let json: Any?

  /// Reads a document; `nil` where it is no event.
  init?(_ document: String) {
    guard document.utf8.count <= 1_048_576, let members = Self.members(document),
      Set(members.map(\.name)).count == members.count
    else { return nil }
    var (texts, numbers) = ([String: String](), [String: String]())
    var value: Any?
    for (name, written, read) in members {
      switch name {
      case "data": value = read
      case "tenantinc", "tenantepoch":
        // Not what the number is, but how it is written.
        guard Self.isMatch(written, "[1-9][0-9]{0,18}"), Int64(written) != nil else { return nil }
        numbers[name] = written
      default:
        guard let text = read as? String, let pattern = Self.texts[name], Self.isMatch(text, pattern) else {
          return nil
        }
        texts[name] = text
      }
    }
    guard Self.required.isSubset(of: texts.keys), Self.isDay(texts["time", default: ""]) else { return nil }
    let type = texts["datacontenttype"]
    if let value {
      guard texts["data_base64"] == nil else { return nil }
      if type.map({ Self.isMatch($0.lowercased(), Self.json) }) ?? true {
        json = value
        data = Data()
      } else {
        guard let text = value as? String, text.utf8.count <= 262_144 else { return nil }
        json = nil
        data = Data(text.utf8)
      }
    } else {
      guard let bytes = Data(base64Encoded: texts["data_base64", default: ""]), bytes.count <= 262_144 else {
        return nil
      }
      json = nil
      data = bytes
    }
    self.texts = texts
    self.numbers = numbers
  }

  /// Whether an envelope says what the document does.
  func agrees(with envelope: EventEnvelope) -> Bool {
    var told = [
      "specversion": "1.0", "id": envelope.id.rawValue, "source": envelope.source, "type": envelope.type.rawValue,
      "subject": envelope.subject.rawValue,
    ]
    told["datacontenttype"] = envelope.contentType
    told["dataschema"] = envelope.schema
    told["partitionkey"] = envelope.key?.rawValue
    told["cause"] = envelope.cause?.rawValue
    told["tenantref"] = envelope.hints.tenant?.rawValue
    // An instant has several spellings, and the bytes are compared below.
    let meant = texts.filter { $0.key != "time" && $0.key != "data_base64" }
    let counted = [
      "tenantinc": envelope.hints.incarnation, "tenantepoch": envelope.hints.placementEpoch,
    ].compactMapValues { $0.map(String.init) }
    guard told == meant, counted == numbers else { return false }
    guard let json else { return Data(envelope.data) == data }
    let read = try? JSONSerialization.jsonObject(with: Data(envelope.data), options: .fragmentsAllowed)
    return (read as? NSObject) == (json as? NSObject)
  }

  private static func isMatch(_ text: String, _ pattern: String) -> Bool {
    // Over bytes, so that no rule of Unicode joins in.
    let bytes = String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
    return bytes.range(of: "\\A(?:\(pattern))\\z", options: .regularExpression) != nil
  }

  /// Whether a time that is written rightly begins with a day that there is.
  private static func isDay(_ time: String) -> Bool {
    let parts = time.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, parts[0] > 0, (1...12).contains(parts[1]) else { return false }
    let isLeap = parts[0] % 4 == 0 && (parts[0] % 100 != 0 || parts[0] % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[parts[1] - 1]).contains(parts[2])
  }

  /// The members of an object, each with its value as it is written; `nil` where the document is none.
  private static func members(_ document: String) -> [(name: String, written: String, value: Any)]? {
    guard (try? JSONSerialization.jsonObject(with: Data(document.utf8))) is [String: Any] else { return nil }
    // It is an object of JSON, so quotes and brackets tell where its members begin and end.
    var pieces: [[UInt8]] = [[]]
    var (depth, isText, isEscaped) = (0, false, false)
    for byte in document.utf8 {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          depth += 1
          if depth == 1 { continue }
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          if depth == 0 { continue }
        case UInt8(ascii: ","), UInt8(ascii: ":"):
          if depth == 1 {
            pieces.append([])
            continue
          }
        default: break
        }
      }
      pieces[pieces.count - 1].append(byte)
    }
    if pieces.count == 1 { return [] }
    var members: [(name: String, written: String, value: Any)] = []
    for index in stride(from: 0, to: pieces.count - 1, by: 2) {
      let values = pieces[index...(index + 1)].map { piece in
        try? JSONSerialization.jsonObject(with: Data(piece), options: .fragmentsAllowed)
      }
      guard let name = values[0] as? String, let value = values[1] else { return nil }
      let written = String(decoding: pieces[index + 1], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      members.append((name, written, value))
    }
    return members
  }
}
