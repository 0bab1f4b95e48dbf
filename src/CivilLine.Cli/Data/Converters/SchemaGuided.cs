using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Arrays of dialogues: dialogue_id, turns with speaker (USER, SYSTEM) and utterance.</summary>
internal sealed class SchemaGuided : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            var part = Path.GetDirectoryName(file.Name);
            using var json = JsonDocument.Parse(File.ReadAllText(file.Path));
            foreach (var dialogue in json.RootElement.EnumerateArray())
            {
                foreach (var turn in dialogue.Items("turns"))
                    yield return new Turn($"{part}-{dialogue.Text("dialogue_id")}", turn.Text("speaker") == "USER" ? Customer : Agent, turn.Text("utterance"));
            }
        }
    }
}
