using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>JSON lines of a thread each: reddit_thread with turns, and what two chatbots answered; a title counts as part of the first turn.</summary>
internal sealed class ToxiChat() : LabelledConverter("reddit", "split", "thread", "turn", "who", "offense_label", "offense_targets")
{
    private const string Title = "Title:";
    private static readonly string[] Bots = ["final_dgpt_response", "final_gpt3_response"];

    protected override IEnumerable<Labelled> Texts(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            foreach (var (number, line) in File.ReadLines(file.Path).Index())
            {
                using var json = JsonDocument.Parse(line);
                foreach (var turn in json.RootElement.Items("reddit_thread"))
                    yield return Of(turn, file.Stem, number, "human");
                foreach (var bot in Bots)
                {
                    if (json.RootElement.TryGetProperty(bot, out var answer))
                        yield return Of(answer, file.Stem, number, bot);
                }
            }
        }
    }

    private static Labelled Of(JsonElement turn, string split, int thread, string who)
    {
        var (number, text, label) = (turn.Text("turn_id"), turn.Text("text").Trim(), turn.Text("offense_label"));
        return new Labelled(
            $"{split}-{thread}-{number}-{who}", text.StartsWith(Title, StringComparison.Ordinal) ? text[Title.Length..] : text,
            [split, $"{thread}", number, who, label, string.Join(';', turn.Items("offense_targets").Select(target => target.GetString()))],
            new Verdict(Toxic: Verdict.If(label == "Offensive")));
    }
}
