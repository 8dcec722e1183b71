// SPDX-License-Identifier: Apache-2.0

extension ExactAmount {
  /// How much of a whole the amount is, for display only.
  ///
  /// - Parameter whole: The whole.
  /// - Returns: Hundredths with two decimals, rounded half to even, like `12.50`; `nil` of nothing and of amounts so
  ///   large that they cannot be compared so.
  public func percent(of whole: ExactAmount) -> String? {
    let (scaled, overflow) = units.magnitude.multipliedReportingOverflow(by: 10_000)
    guard !whole.isZero, !overflow else { return nil }
    let magnitude = whole.units.magnitude
    var (hundredths, rest) = scaled.quotientAndRemainder(dividingBy: magnitude)
    let gap = magnitude - rest
    if rest > gap || (rest == gap && hundredths % 2 == 1) { hundredths += 1 }
    let sign = (units < 0) != (whole.units < 0) && hundredths > 0 ? "-" : ""
    let decimals = hundredths % 100
    return "\(sign)\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
  }
}
