// SPDX-License-Identifier: Apache-2.0

extension ExactAmount {
  /// Reads a decimal number exactly: `12`, `-0.00000000603`, `1.5E-7`.
  ///
  /// - Parameter text: Sign, digits, optionally a point with digits and an exponent; what lies beyond the twelfth
  ///   decimal must be zeros.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not a number or has too many
  ///   decimals, with ``TenantErrorCode/overflow`` where it is beyond the range.
  public init(parsing text: some StringProtocol) throws {
    var reader = DecimalReader()
    switch reader.read(text.utf8) {
    case .amount(let magnitude, let isNegative):
      self.init(magnitude: magnitude, isNegative: isNegative)
    case .notANumber:
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not an amount",
        hint: "write it like 12.50, with a point and without separators", details: ["value": String(text.prefix(200))])
    case .tooFine:
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' has more than \(Self.maxDecimals) decimals",
        hint: "amounts are kept exactly and never rounded", details: ["value": String(text.prefix(200))])
    case .tooLarge:
      throw TenantError(
        .overflow, "'\(text.prefix(80))' is beyond the largest amount",
        hint: "amounts reach from -1.7e26 to 1.7e26", details: ["value": String(text.prefix(200))])
    }
  }

  /// The amount rounded half to even, for display only.
  ///
  /// - Parameter decimals: Number of decimals to print, 0 to 12.
  /// - Returns: The rounded decimal, like `20.52`.
  public func rounded(toDecimals decimals: Int) -> String {
    let kept = min(max(decimals, 0), Self.maxDecimals)
    let step = DecimalReader.powersOfTen[Self.maxDecimals - kept]
    var (steps, rest) = units.magnitude.quotientAndRemainder(dividingBy: step)
    // Compared without doubling, which could leave the range.
    let gap = step - rest
    if rest > gap || (rest == gap && steps % 2 == 1) { steps += 1 }
    let (whole, fraction) = steps.quotientAndRemainder(dividingBy: DecimalReader.powersOfTen[kept])
    let sign = units < 0 && steps > 0 ? "-" : ""
    return sign + String(whole) + (kept == 0 ? "" : "." + Self.padded(fraction, to: kept))
  }

  private static func padded(_ number: UInt128, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension ExactAmount: CustomStringConvertible {
  /// The exact decimal with no more digits than needed, like `20.52022672899`.
  public var description: String {
    let (whole, fraction) = units.magnitude.quotientAndRemainder(
      dividingBy: DecimalReader.powersOfTen[Self.maxDecimals])
    let text = (units < 0 ? "-" : "") + String(whole)
    if fraction == 0 { return text }
    var digits = Self.padded(fraction, to: Self.maxDecimals)
    while digits.last == "0" { digits.removeLast() }
    return text + "." + digits
  }
}

extension ExactAmount: Codable {
  /// Decodes an amount from a decimal string.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` where the string is not an amount.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Encodes the amount as a decimal string, because a JSON number would pass through floating point.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Reads one decimal number in one pass over its bytes.
private struct DecimalReader {
  enum Outcome {
    case amount(magnitude: UInt128, isNegative: Bool)
    case notANumber
    case tooFine
    case tooLarge
  }

  /// 10⁰ to 10³⁸, all that 128 bits hold.
  static let powersOfTen: [UInt128] = (0..<38).reduce(into: [1]) { powers, index in powers.append(powers[index] * 10) }

  private var magnitude: UInt128 = 0
  /// Zeros since the last other digit: they count only when another digit follows, so `2.000000000000000` is exact.
  private var pendingZeros = 0
  private var isTooLong = false

  mutating func read<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> Outcome {
    var position = bytes.startIndex
    var isNegative = false
    if position < bytes.endIndex, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      isNegative = bytes[position] == UInt8(ascii: "-")
      bytes.formIndex(after: &position)
    }
    guard takeDigits(of: bytes, at: &position) > 0 else { return .notANumber }
    var decimals = 0
    if position < bytes.endIndex, bytes[position] == UInt8(ascii: ".") {
      bytes.formIndex(after: &position)
      decimals = takeDigits(of: bytes, at: &position)
      guard decimals > 0 else { return .notANumber }
    }
    guard let exponent = Self.exponent(bytes[position...]) else { return .notANumber }
    if magnitude == 0 { return .amount(magnitude: 0, isNegative: false) }
    let shift = ExactAmount.maxDecimals - decimals + pendingZeros + exponent
    if shift < 0 { return .tooFine }
    guard !isTooLong, shift < Self.powersOfTen.count else { return .tooLarge }
    let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: Self.powersOfTen[shift])
    let limit = isNegative ? Int128.min.magnitude : Int128.max.magnitude
    return overflow || scaled > limit ? .tooLarge : .amount(magnitude: scaled, isNegative: isNegative)
  }

  private mutating func takeDigits<Bytes: Collection<UInt8>>(of bytes: Bytes, at position: inout Bytes.Index) -> Int {
    var count = 0
    while position < bytes.endIndex, let digit = Self.digit(bytes[position]) {
      if digit == 0 { pendingZeros += 1 } else { append(digit) }
      count += 1
      bytes.formIndex(after: &position)
    }
    return count
  }

  private mutating func append(_ digit: UInt8) {
    defer { pendingZeros = 0 }
    guard magnitude > 0 else {
      magnitude = UInt128(digit)
      return
    }
    guard pendingZeros + 1 < Self.powersOfTen.count else {
      isTooLong = true
      return
    }
    let (shifted, overflow) = magnitude.multipliedReportingOverflow(by: Self.powersOfTen[pendingZeros + 1])
    let (sum, overflow2) = shifted.addingReportingOverflow(UInt128(digit))
    if overflow || overflow2 { isTooLong = true } else { magnitude = sum }
  }

  /// The exponent that ends a number: 0 where there is none, `nil` where there is something else.
  private static func exponent(_ bytes: some Collection<UInt8>) -> Int? {
    guard let letter = bytes.first else { return 0 }
    guard letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") else { return nil }
    var digits = bytes.dropFirst()
    var isNegative = false
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      digits = digits.dropFirst()
    }
    // Four digits reach far beyond the range, and keep the sum of shifts small.
    guard (1...4).contains(digits.count) else { return nil }
    var value = 0
    for byte in digits {
      guard let digit = digit(byte) else { return nil }
      value = value * 10 + Int(digit)
    }
    return isNegative ? -value : value
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? byte - UInt8(ascii: "0") : nil
  }
}
