namespace CivilLine.Escalation.Documents;

/// <summary>A document as far as it was read.</summary>
internal sealed record Draft(string Name, Policy Centre, IReadOnlyDictionary<string, Policy> Teams)
{
    public static readonly Draft Empty = new("", Policy.Default, new Dictionary<string, Policy>());
}
