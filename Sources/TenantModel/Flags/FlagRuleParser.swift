// SPDX-License-Identifier: Apache-2.0

/// Reads the language of rules and splits.
///
///     rule      = ("always" / condition *("and" condition)) "=>" outcome ["from" time] ["until" time]
///     condition = attribute (("=" / "!=" / "<" / "<=" / ">" / ">=" / "starts-with" / "ends-with" / "contains") value
///                 / ["not"] "in" value *("," value) / "exists" / "absent"
///                 / "semver" ("=" / "<" / "<=" / ">" / ">=" / "^" / "~") value)
///     outcome   = variant / weights ["by" subject] ["seed" value]
///     weights   = variant "=" number 1*("," variant "=" number)
///
/// A value with blanks or signs is quoted like a string of JSON.
struct FlagRuleParser {
  private let tokens: [FlagRuleLexer.Token]
  private var position = 0

  private typealias Fault = FlagRuleLexer.Fault

  /// Reads a whole text, turning a fault into an error that shows where it is.
  static func parse<Result>(
    _ text: String, what: String, _ body: (inout FlagRuleParser) throws -> Result
  ) throws -> Result {
    guard text.utf8.count <= 10_000 else {
      throw TenantError(.invalidValue, "the \(what) '\(text.prefix(40))…' is longer than 10000 bytes")
    }
    do {
      var parser = FlagRuleParser(tokens: try FlagRuleLexer.tokens(of: text))
      let result = try body(&parser)
      try parser.expectEnd()
      return result
    } catch let fault as FlagRuleLexer.Fault {
      throw TenantError(
        .invalidValue, "\(fault.message) at column \(fault.column) of the \(what) '\(text.prefix(500))'",
        hint: fault.hint,
        details: ["column": String(fault.column), "text": text])
    }
  }

  private init(tokens: [FlagRuleLexer.Token]) {
    self.tokens = tokens
  }

  private var token: FlagRuleLexer.Token { tokens[position] }

  private mutating func advance() -> FlagRuleLexer.Token {
    let token = tokens[position]
    // The last token is the end, which stays.
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  private mutating func take(word: String) -> Bool {
    guard token.lexeme == .word(word) else { return false }
    _ = advance()
    return true
  }

  private mutating func take(sign: String) -> Bool {
    guard token.lexeme == .sign(sign) else { return false }
    _ = advance()
    return true
  }

  private func unexpected(_ expected: String, hint: String? = nil) -> Fault {
    Fault(message: "expected \(expected) but found \(token.name)", column: token.column, hint: hint)
  }

  private func expectEnd() throws {
    guard token.lexeme == .end else { throw unexpected("the end") }
  }

  /// Reads one word by its own grammar, and places that grammar's error.
  private mutating func word<Value>(_ expected: String, _ parse: (String) throws -> Value) throws -> Value {
    guard let text = token.text else { throw unexpected(expected) }
    let column = token.column
    do {
      let value = try parse(text)
      _ = advance()
      return value
    } catch let error as TenantError {
      throw Fault(message: error.message, column: column, hint: error.hint)
    }
  }

  mutating func rule() throws -> FlagRule {
    var conditions: [FlagCondition] = []
    if !takeAlways() {
      repeat {
        conditions.append(try condition())
      } while take(word: "and")
    }
    guard take(sign: "=>") else {
      throw unexpected("'and' or '=>'", hint: "a rule looks like: tier in pro,enterprise and region = eu-west-1 => on")
    }
    let outcome = try outcome()
    let start = token.column
    let from = take(word: "from") ? try time() : nil
    let until = take(word: "until") ? try time() : nil
    return try placing(at: start) {
      try FlagRule(conditions, serve: outcome, window: FlagWindow(from: from, until: until))
    }
  }

  private mutating func takeAlways() -> Bool {
    guard token.lexeme == .word("always"), tokens[position + 1].lexeme == .sign("=>") else { return false }
    position += 1
    return true
  }

  private func placing<Value>(at column: Int, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as TenantError {
      throw Fault(message: error.message, column: column, hint: error.hint)
    }
  }

  private mutating func condition() throws -> FlagCondition {
    let attribute = try word("an attribute") { try FlagAttribute(parsing: $0) }
    let `operator` = try comparison()
    let column = token.column
    var operands: [String] = []
    if `operator`.operandCounts.upperBound > 0 {
      repeat {
        operands.append(try word("a value") { $0 })
      } while take(sign: ",")
    }
    return try placing(at: column) { try FlagCondition(attribute, `operator`, operands) }
  }

  private mutating func comparison() throws -> FlagOperator {
    let start = position
    var spelling = ""
    switch advance().lexeme {
    case .sign(let sign): spelling = sign
    case .word("not"):
      if take(word: "in") { spelling = "not in" }
    case .word("semver"):
      if case .sign(let sign) = token.lexeme {
        spelling = "semver \(sign)"
        _ = advance()
      }
    case .word(let word): spelling = word
    case .quoted, .end: break
    }
    guard let `operator` = FlagOperator(rawValue: spelling) else {
      position = start
      let all = FlagOperator.allCases.map(\.rawValue).joined(separator: ", ")
      throw unexpected("a comparison", hint: "one of: \(all)")
    }
    return `operator`
  }

  private mutating func outcome() throws -> FlagRule.Outcome {
    let variant = try variant()
    guard token.lexeme == .sign("=") else { return .variant(variant) }
    let weights = try weights(first: variant)
    return .split(FlagSplit(weights, bucketing: try bucketing()))
  }

  mutating func variant() throws -> VariantName {
    try word("a variant") { try VariantName(parsing: $0) }
  }

  /// Reads the weights after the first variant's name.
  mutating func weights(first: VariantName) throws -> FlagWeights {
    let column = token.column
    var shares = [FlagWeights.Share(first, try weight())]
    while take(sign: ",") {
      shares.append(FlagWeights.Share(try variant(), try weight()))
    }
    return try placing(at: column) { try FlagWeights(shares) }
  }

  private mutating func weight() throws -> Int64 {
    guard take(sign: "=") else { throw unexpected("'='", hint: "a split looks like on=25,off=75") }
    return try word("a weight") { text in
      guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let weight = Int64(text)
      else {
        throw TenantError(.invalidValue, "'\(text.prefix(80))' is not a weight", hint: "weights are whole numbers")
      }
      return weight
    }
  }

  private mutating func bucketing() throws -> FlagBucketing {
    let subject: FlagBucketing.Subject =
      take(word: "by")
      ? try word("a subject") { try FlagBucketing.Subject(parsing: $0) } : .tenant
    guard take(word: "seed") else { return try FlagBucketing(by: subject) }
    return try word("a seed") { try FlagBucketing(by: subject, seed: $0) }
  }

  private mutating func time() throws -> Timestamp {
    try word("a time") { try Timestamp(parsing: $0) }
  }
}
