// SPDX-License-Identifier: Apache-2.0
// attack: 19
// expected: initializer is inaccessible due to 'fileprivate' protection level

import TenantRuntime

func relabel(_ item: TenantItem<String>, _ scope: TenantScope) -> TenantItem<String> {
  TenantItem("a", for: scope)
}
