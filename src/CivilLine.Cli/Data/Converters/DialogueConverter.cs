using System.Globalization;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <param name="Number">The turn's number upstream; null where its place among the dialogue's turns with words tells.</param>
internal readonly record struct Turn(string Dialogue, string Speaker, string Text, int? Number = null);

/// <summary>Ordinary talk: dialogue_id, turn, speaker, text.</summary>
internal abstract class DialogueConverter : Converter
{
    public const string Customer = "customer";
    public const string Agent = "agent";

    public sealed override IReadOnlyList<string> Columns => ["dialogue_id", "turn", "speaker", "text"];

    public sealed override IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<SourceFolder> folders)
    {
        var (dialogue, next) = ("", 0);
        foreach (var turn in Turns(folders[0]))
        {
            if (turn.Dialogue != dialogue)
                (dialogue, next) = (turn.Dialogue, 0);
            if (string.IsNullOrWhiteSpace(turn.Text))
                continue;
            var number = turn.Number ?? next++;
            yield return [turn.Dialogue, number.ToString(CultureInfo.InvariantCulture), turn.Speaker, turn.Text];
        }
    }

    protected abstract IEnumerable<Turn> Turns(SourceFolder folder);
}
