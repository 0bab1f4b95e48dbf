namespace CivilLine.Audit;

/// <summary>Section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>
    /// Where the number and hash of the last entry are written down. In the data folder, unless named: whoever can change the record
    /// can change what lies beside it, so a path on another disk or machine, that only this server may write to, says more.
    /// </summary>
    public string? HeadFile { get; set; }
}
