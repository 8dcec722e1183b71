// SPDX-License-Identifier: Apache-2.0
// attack: 19
// expected: 'TenantItem<String>' initializer is inaccessible

import TenantRuntime

func relabel(_ item: TenantItem<String>, _ scope: TenantScope) -> TenantItem<String> {
  TenantItem("a", for: scope)
}
