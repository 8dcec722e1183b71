// SPDX-License-Identifier: Apache-2.0
// attack: 1
// expected: cannot convert return expression of type 'TenantSection<Second>' to return type 'TenantSection<First>'

import TenantRuntime

struct Swap: TwoTenantWork {
  func run<First, Second>(
    _ first: TenantSection<First>, _ second: TenantSection<Second>
  ) async throws -> Int {
    func other(_ section: TenantSection<Second>) -> TenantSection<First> { section }
    return try await other(second).run { _ in 1 }.disclosed()
  }
}
