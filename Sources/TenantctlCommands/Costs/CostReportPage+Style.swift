// SPDX-License-Identifier: Apache-2.0

import TerminalOutput

extension CostReportPage {
  static let style = """

    :root { color-scheme: light dark; --ink: #1c2024; --faint: #5d6670; --line: #d9dee3; --card: #f6f8fa; --paper: #fff; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6e9ec; --faint: #9aa4ae; --line: #343b43; --card: #1d2228; --paper: #14181c; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
    main { max-width: 64rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
    h1 { margin: 0; font-size: 2.25rem; line-height: 1.2; letter-spacing: -.02em; }
    h2 { margin: 0 0 .5rem; font-size: 1.15rem; }
    .kicker { margin: 0; color: var(--faint); font-weight: 600; }
    .meta, .note, .label, .empty, footer { color: var(--faint); }
    .meta { margin: .25rem 0 0; font-size: .875rem; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; margin: 2rem 0; }
    .tile { padding: 1rem 1.25rem 1.1rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
    .tile p { margin: 0; }
    .label { font-size: .875rem; }
    .figure { font-size: 1.6rem; font-weight: 600; letter-spacing: -.01em; font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere; }
    .figure i, .num i { font-style: normal; font-weight: 400; color: var(--faint); }
    .figure i { font-size: .65em; }
    .unit { font-size: .55em; font-weight: 500; color: var(--faint); }
    .note { font-size: .8125rem; }
    figure { margin: 2.25rem 0; break-inside: avoid; }
    figure svg { display: block; height: auto; }
    table { width: 100%; margin: 2.25rem 0; border-collapse: collapse; font-size: .875rem; }
    caption { padding-bottom: .5rem; text-align: left; font-weight: 600; color: var(--ink); }
    th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { color: var(--faint); font-size: .8125rem; font-weight: 600; }
    tbody th { font-weight: 500; overflow-wrap: anywhere; }
    tfoot th, tfoot td { border-bottom: 0; border-top: 2px solid var(--ink); font-weight: 600; }
    .num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .num i { display: inline-block; width: var(--fine, auto); text-align: left; }
    .rest th, .rest td { font-style: italic; }
    abbr { text-decoration: none; border-bottom: 1px dotted currentColor; cursor: help; }
    footer { margin-top: 3.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); font-size: .875rem; }
    footer h2, footer tbody th { color: var(--ink); }
    footer table { font-size: .8125rem; }
    code { font: .92em ui-monospace, monospace; }
    .hash { overflow-wrap: anywhere; }
    @media print {
      :root { color-scheme: light; --ink: #000; --faint: #444; --line: #bbb; --card: #fff; --paper: #fff; }
      body { font-size: 10pt; }
      main { max-width: none; padding: 0; }
      .tiles { grid-template-columns: repeat(3, 1fr); }
      .figure { font-size: 14pt; }
      thead { display: table-header-group; }
      tfoot { display: table-row-group; }
      tr, .tile { break-inside: avoid; }
      h2, caption { break-after: avoid; }
    }
    @page { margin: 16mm; }
    \(SVG.style)

    """
}
