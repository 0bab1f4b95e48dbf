namespace CivilLine.Review.Evidence;

internal static class EvidenceStyle
{
    public const string Sheet = """
        body { font: 11pt/1.45 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; color: #1c1d1f; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.05rem; margin: 2rem 0 .4rem; break-after: avoid; }
        table { border-collapse: collapse; width: 100%; } tr { break-inside: avoid; }
        th, td { text-align: start; vertical-align: top; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid #dedbd3; overflow-wrap: anywhere; }
        thead th, .facts th { font-weight: 500; color: #4e5157; } .facts th { width: 11rem; } td:first-child { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .note { color: #4e5157; } mark { background: none; border-bottom: 2px solid #98330f; } .agent td { color: #4e5157; }
        code, .head, .chain td:last-child { font: 9pt/1.4 ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; } .head { font-size: 11pt; overflow-wrap: anywhere; }
        @page { margin: 18mm 15mm; } @media print { body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt; } }
        """;

    /// <summary>Put together here so that what stands between the tags is, to the byte, what the policy has the hash of.</summary>
    public static readonly Html Tag = Html.Constant($"<style>{Sheet}</style>");
}
