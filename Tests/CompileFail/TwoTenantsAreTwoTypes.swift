// SPDX-License-Identifier: Apache-2.0
// attack: 1
// expected: cannot convert value of type 'TenantOwned<First, Int>' to expected argument type 'TenantOwned<Second, Int>'

import TenantRuntime

struct Copy: TwoTenantWork {
  func run<First, Second>(
    _ first: TenantSection<First>, _ second: TenantSection<Second>
  ) async throws -> Int {
    let count = try await first.run { _ in 1 }
    return try await second.run(with: count) { _, count in count }.disclosed()
  }
}
