namespace CivilLine.Load.RealInput;

/// <summary>An even share of turns from each file, whole dialogues at a time, the same ones each time.</summary>
internal static class Sample
{
    public static IReadOnlyList<Dialogue> Draw(IReadOnlyList<string> files, int turns)
    {
        var drawn = new List<Dialogue>();
        for (var i = 0; i < files.Count; i++)
        {
            // What a small file cannot give is shared among those that follow.
            var share = (turns - drawn.Sum(call => call.Turns.Count)) / (files.Count - i);
            drawn.AddRange(Share(files[i], share));
        }
        return drawn;
    }

    private static IEnumerable<Dialogue> Share(string file, int turns)
    {
        var all = Dialogues.Read(file).ToArray();
#pragma warning disable CA5394 // Repeatable on purpose.
        new Random(20261122).Shuffle(all);
#pragma warning restore CA5394
        var count = 0;
        foreach (var dialogue in all)
        {
            if (count >= turns)
                yield break;
            count += dialogue.Turns.Count;
            yield return dialogue;
        }
    }
}
