// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import TenantModel

extension BillLayout.FocusCost: ExpressibleByArgument {}
extension CostGrouping: ExpressibleByArgument {}
extension CostMethod.Name: ExpressibleByArgument {}
extension CostMethod.EvenWeight: ExpressibleByArgument {}
