using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Escalation.Documents;

/// <summary>Reads a policy document whole or not at all.</summary>
public static class PolicyReader
{
    /// <summary>Every problem is told at once, in the order of the document; with any of them there are no policies.</summary>
    public static PolicyReading Read(string yaml, PolicyLimits limits)
    {
        var problems = new Problems();
        if (new NodeReader(problems).Read(yaml) is not { } root)
        {
            if (!problems.Any)
                problems.Add(1, 1, "", "is empty; a policy has at least a name");
            return new PolicyReading(null, problems.Sorted());
        }

        var draft = PolicyShape.Document.Read(root, "", Draft.Empty, problems);
        var checks = new PolicyChecks(root, limits, problems);
        checks.Check(draft.Centre, "");
        foreach (var (team, policy) in draft.Teams)
            checks.Check(policy, $"teams.{team}.");
        if (problems.Any)
            return new PolicyReading(null, problems.Sorted());

        var version = VersionOf(draft.Name, yaml);
        return new PolicyReading(
            new PolicyBook(
                draft.Centre with { Version = version },
                draft.Teams.ToDictionary(team => team.Key, team => team.Value with { Version = version })),
            []);
    }

    /// <summary>The name and the first eight digits of the document's SHA-256, whatever its line ends.</summary>
    private static string VersionOf(string name, string yaml) =>
        $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml.ReplaceLineEndings("\n"))).AsSpan(0, 4))}";
}
