using CivilLine.Cli.Speech;

namespace CivilLine.Load.RealInput;

/// <summary>A run of turns of one dialogue, played as one call.</summary>
internal sealed record Dialogue(string Source, string CallId, IReadOnlyList<DialogueTurn> Turns);

internal sealed record DialogueTurn(string Speaker, string Text);

/// <summary>
/// Cuts the dialogue files into calls. Where the file does not say who is
/// the agent, each speaker becomes a call of their own and its customer: the severest reading.
/// </summary>
internal static class Dialogues
{
    private const int LongestCall = 60;

    public static IEnumerable<Dialogue> Read(string file)
    {
        var source = Path.GetFileName(file).Split('.')[0];
        var open = new Dictionary<string, List<DialogueTurn>>();
        var number = 0;
        foreach (var (dialogue, speaker, text, _) in DialogueRows.Read(file))
        {
            var isNamed = speaker is "customer" or "agent";
            var key = isNamed ? dialogue : $"{dialogue}/{speaker}";
            if (!open.TryGetValue(key, out var turns))
            {
                // Most files keep a dialogue's turns together; one that ended is not kept in memory.
                if (isNamed)
                    foreach (var ended in Take(open))
                        yield return Make(ended);
                open[key] = turns = [];
            }
            turns.Add(new DialogueTurn(isNamed ? speaker : "customer", text));
            if (turns.Count < LongestCall)
                continue;
            open.Remove(key);
            yield return Make(turns);
        }
        foreach (var ended in Take(open))
            yield return Make(ended);

        Dialogue Make(List<DialogueTurn> turns) => new(source, $"{source}-{++number}", turns);
    }

    private static List<List<DialogueTurn>> Take(Dictionary<string, List<DialogueTurn>> open)
    {
        var all = open.Values.ToList();
        open.Clear();
        return all;
    }
}
