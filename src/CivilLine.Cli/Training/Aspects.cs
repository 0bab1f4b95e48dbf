using CivilLine.Scoring;

namespace CivilLine.Cli.Training;

/// <summary>What the heads for strength and aim are taught, from the corpus's own fields.</summary>
internal static class Aspects
{
    public static bool Holds(int head, CorpusLine line) => head < HeadNames.TargetAt
        ? SeverityOf(line) >= (Severity)(head - HeadNames.SeverityAt + 2)
        : TargetOf(line) == HeadNames.Targets[head - HeadNames.TargetAt].Target;

    public static Severity? SeverityOf(CorpusLine line) => line.Severity switch
    {
        "info" => Severity.Info,
        "caution" => Severity.Caution,
        "serious" => Severity.Serious,
        "critical" => Severity.Critical,
        _ => null,
    };

    public static Target TargetOf(CorpusLine line) => line.Target switch
    {
        "agent" => Target.Agent,
        "company" => Target.Company,
        "third_party" => Target.ThirdParty,
        "situation" => Target.Situation,
        "self" => Target.Self,
        _ => Target.None,
    };
}
