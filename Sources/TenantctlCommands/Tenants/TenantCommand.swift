// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser

/// The noun `tenant`.
package struct TenantCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "tenant", abstract: "Onboard, change and offboard tenants",
    subcommands: [
      TenantOnboard.self, TenantList.self, TenantShow.self, TenantUpdate.self, TenantSuspend.self, TenantResume.self,
      TenantOffboard.self, TenantImport.self, TenantExport.self,
    ],
    aliases: ["tenants"])

  package init() {}
}
