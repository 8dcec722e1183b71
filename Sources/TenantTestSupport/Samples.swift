// SPDX-License-Identifier: Apache-2.0

package import TenantAdmin
import TenantModel

extension TenantRequest {
  /// A plain request, for tests in which the details do not matter.
  package static func sample(
    _ slug: String, tier: String = "free", region: String = "eu-west-1"
  ) throws -> TenantRequest {
    TenantRequest(slug: try Slug(parsing: slug), tier: try Slug(parsing: tier), homeRegion: try Region(parsing: region))
  }
}

/// Absolute path of the folder with real input, or `nil` where it is absent and tests that need it are skipped.
package enum RealInput {
  /// Path of one of its files, where it is there.
  package static func file(_ name: String) -> String? {
    guard let folder = candidates.first(where: { FileCheck.exists("\($0)/\(name)") }) else { return nil }
    return "\(folder)/\(name)"
  }

  private static let candidates: [String] = {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    return ["\(root)/../shared/data"]
  }()
}
