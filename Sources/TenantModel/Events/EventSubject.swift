// SPDX-License-Identifier: Apache-2.0

/// What an event is about, below its tenant and stream: 1 to 16 tokens between dots, like `order.paid`.
///
/// A token is `[a-z0-9][a-z0-9_-]{0,63}`; all together are at most 255 bytes. Wildcards, empty tokens and anything that a
/// broker gives a meaning (`$SYS`, `_INBOX`) are outside of the grammar. The first token may be none of
/// ``EventSubject/reservedTokens``, and no token may be a tenant's id: a subject never says whose it is.
public struct EventSubject: ParsedText {
  /// First tokens that are kept for this program.
  public static let reservedTokens: Set<String> = ["sys", "tenant", "tenantctl", "grant"]
  /// How many tokens a subject may have.
  public static let maximumTokens = 16
  /// How long a subject may be, in bytes.
  public static let maximumBytes = 255

  /// The subject as it is stored and printed.
  public let rawValue: String

  /// Reads a subject, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard let tokens = SubjectGrammar.tokens(text.utf8), SubjectGrammar.isSubject(tokens) else {
      throw ContextText.fault(
        text, "a subject",
        hint: "use 1 to 16 words of a-z, 0-9, '_' and '-' with dots between, none of them reserved, like order.paid")
    }
    rawValue = String(text)
  }

  /// The tokens in order.
  public var tokens: [Substring] { rawValue.split(separator: ".") }
}

extension EventSubject: ExpressibleByStringLiteral {
  /// Subjects in code are constants.
  public typealias StringLiteralType = StaticString
}

/// Which subjects of one tenant's stream are meant: tokens as in a subject, `*` for any one of them, and `>` at the end for
/// one or more.
///
/// A pattern is only ever held against subjects of the tenant it is stored in, so it cannot reach any other.
public struct EventSubjectPattern: ParsedText {
  /// The pattern as it is stored and printed.
  public let rawValue: String

  /// Reads a pattern, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard let tokens = SubjectGrammar.tokens(text.utf8), SubjectGrammar.isPattern(tokens) else {
      throw ContextText.fault(
        text, "a pattern of subjects",
        hint: "use words as in a subject, '*' for any one of them and '>' at the end for all that follows, like order.*"
      )
    }
    rawValue = String(text)
  }

  /// The tokens in order, wildcards as they are written.
  public var tokens: [Substring] { rawValue.split(separator: ".") }

  /// Whether a subject is meant.
  ///
  /// - Parameter subject: A subject of the same tenant and stream.
  /// - Returns: Whether each token is the pattern's or falls under a wildcard.
  public func matches(_ subject: EventSubject) -> Bool {
    var subject = ArraySlice(subject.rawValue.utf8.split(separator: UInt8(ascii: ".")))
    for token in rawValue.utf8.split(separator: UInt8(ascii: ".")) {
      guard let first = subject.popFirst() else { return false }
      if token.elementsEqual(">".utf8) { return true }
      guard token.elementsEqual("*".utf8) || token.elementsEqual(first) else { return false }
    }
    return subject.isEmpty
  }
}

extension EventSubjectPattern: ExpressibleByStringLiteral {
  /// Patterns in code are constants.
  public typealias StringLiteralType = StaticString
}

/// The grammar that subjects and patterns share.
private enum SubjectGrammar {
  /// The tokens; `nil` where there are too many or too few, one is empty, or a reserved word comes first.
  static func tokens<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> [Bytes.SubSequence]? {
    guard bytes.count <= EventSubject.maximumBytes else { return nil }
    let tokens = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard tokens.count <= EventSubject.maximumTokens, let first = tokens.first,
      !EventSubject.reservedTokens.contains(where: { first.elementsEqual($0.utf8) })
    else { return nil }
    return tokens
  }

  static func isToken(_ token: some Collection<UInt8>) -> Bool {
    ContextText.isName(token, joints: "_-", limit: 64) && !TenantID.isValid(token)
  }

  static func isSubject(_ tokens: [some Collection<UInt8>]) -> Bool { tokens.allSatisfy { isToken($0) } }

  static func isPattern(_ tokens: [some Collection<UInt8>]) -> Bool {
    tokens.dropLast().allSatisfy { isToken($0) || $0.elementsEqual("*".utf8) }
      && tokens.suffix(1).allSatisfy { isToken($0) || $0.elementsEqual("*".utf8) || $0.elementsEqual(">".utf8) }
  }
}
