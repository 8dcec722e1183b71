// SPDX-License-Identifier: Apache-2.0

/// Cuts the text of a rule into words and signs, each with its column.
struct FlagRuleLexer {
  enum Lexeme: Equatable {
    case word(String)
    case quoted(String)
    case sign(String)
    case end
  }

  struct Token: Equatable {
    let lexeme: Lexeme
    /// Position of the first character, from 1.
    let column: Int

    /// The word, whether it was quoted or not.
    var text: String? {
      switch lexeme {
      case .word(let text), .quoted(let text): text
      case .sign, .end: nil
      }
    }

    /// How messages speak of the token.
    var name: String {
      switch lexeme {
      case .word(let text), .quoted(let text), .sign(let text): "'\(text.prefix(80))'"
      case .end: "the end"
      }
    }
  }

  /// A fault in the text, and where it is.
  struct Fault: Error {
    let message: String
    let column: Int
    var hint: String?
  }

  // Scalars rather than characters: a combining mark must not hide the quotation mark before it.
  private let scalars: [Unicode.Scalar]
  private var position = 0

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  static func tokens(of text: String) throws -> [Token] {
    var lexer = FlagRuleLexer(text)
    var tokens: [Token] = []
    repeat {
      tokens.append(try lexer.next())
    } while tokens.last?.lexeme != .end
    return tokens
  }

  /// A word as it stands in a rule: quoted only where it would not be read back as one word.
  static func spelling(of word: String) -> String {
    let isPlain = !word.isEmpty && !keywords.contains(word) && word.utf8.allSatisfy(isPlain)
    if isPlain { return word }
    var quoted = ""
    JSONValue.writeQuoted(word, to: &quoted)
    return quoted
  }

  private static let keywords: Set<String> = ["and", "by", "seed", "from", "until"]

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_.-/:@+%*".utf8.contains(byte)
    }
  }

  private static let signs = ["=>", "!=", "<=", ">=", "=", "<", ">", ",", "^", "~"].map { Array($0.unicodeScalars) }
  private static let delimiters: Set<Unicode.Scalar> = ["=", "!", "<", ">", ",", "^", "~", "\""]

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  private mutating func next() throws -> Token {
    while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
    let column = position + 1
    guard position < scalars.count else { return Token(lexeme: .end, column: column) }
    if scalars[position] == "\"" { return Token(lexeme: .quoted(try quoted()), column: column) }
    let start = position
    for sign in Self.signs where scalars[position...].starts(with: sign) {
      position += sign.count
      return Token(lexeme: .sign(text(start..<position)), column: column)
    }
    while position < scalars.count, !scalars[position].properties.isWhitespace,
      !Self.delimiters.contains(scalars[position])
    {
      position += 1
    }
    guard position > start else {
      throw Fault(message: "unexpected '\(scalars[position])'", column: column, hint: "quote text with such characters")
    }
    return Token(lexeme: .word(text(start..<position)), column: column)
  }

  private mutating func quoted() throws -> String {
    let start = position
    position += 1
    while position < scalars.count, scalars[position] != "\"" {
      position += scalars[position] == "\\" ? 2 : 1
    }
    guard position < scalars.count else {
      throw Fault(message: "a quotation mark is not closed", column: start + 1, hint: "close it with another '\"'")
    }
    position += 1
    guard let text = try? JSONValue(parsing: text(start..<position)).string else {
      throw Fault(
        message: "the quoted text is not valid", column: start + 1,
        hint: "escape it like a string of JSON, as \\\" or \\n")
    }
    return text
  }
}
