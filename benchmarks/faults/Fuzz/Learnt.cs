namespace CivilLine.Faults.Fuzz;

/// <summary>Of what was learned, the few small inputs that together go all the ways: they are kept in the repository.</summary>
internal static class Learnt
{
    private const int MostBytes = 1500;
    private const int Most = 60;

    public static void Keep(FuzzTarget target, IEnumerable<byte[]> learned)
    {
        var coverage = new Coverage();
        var kept = new List<byte[]>();
        var known = Corpus.Read(target.Name).Select(one => one.Input).ToList();
        foreach (var input in known.Concat(learned.Where(input => input.Length <= MostBytes).OrderBy(input => input.Length)))
        {
            Coverage.Clear();
            target.Read(input);
            if (coverage.IsNew() && !Contains(known, input) && kept.Count < Most)
                kept.Add(input);
        }
        Corpus.AddLearned(target.Name, kept);
    }

    private static bool Contains(List<byte[]> known, byte[] input) => known.Exists(one => one.AsSpan().SequenceEqual(input));
}
