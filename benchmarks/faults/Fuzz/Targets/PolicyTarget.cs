using System.Text;
using CivilLine.Escalation.Documents;

namespace CivilLine.Faults.Fuzz.Targets;

internal sealed class PolicyTarget() : FuzzTarget<PolicyReading>("policy")
{
    public override IReadOnlyList<string> Words { get; } = [.. YamlWords.Of(StandardPolicy.Yaml)];

    public override FuzzLimits Limits { get; } = new(60, 40, 2 * 1024 * 1024, 2000);

    protected override PolicyReading Take(byte[] input) => PolicyReader.Read(Encoding.UTF8.GetString(input), PolicyLimits.None);

    protected override void Judge(byte[] input, PolicyReading read, Verdict verdict)
    {
        verdict.Holds((read.Policies is null) == (read.Problems.Count > 0), "neither a policy nor a problem, or both", "");
        foreach (var problem in read.Problems)
            verdict.Said(problem.ToString());
        YamlWords.Judge(read.Problems.Select(problem => problem.ToString()), verdict);
        verdict.Said(read.Policies?.ToString());
    }
}
