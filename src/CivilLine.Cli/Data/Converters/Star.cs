using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>A file a dialogue: Events, of which only what was said to the other side counts (utter, pick_suggestion).</summary>
internal sealed class Star : DialogueConverter
{
    private static readonly string[] Spoken = ["utter", "pick_suggestion"];

    protected override IEnumerable<Turn> Turns(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file.Path));
            foreach (var said in json.RootElement.Items("Events").Where(said => Spoken.Contains(said.Text("Action"))))
            {
                if (said.Text("Agent") is "User" or "Wizard" && said.TryGetProperty("Text", out _))
                    yield return new Turn(file.Stem, said.Text("Agent") == "User" ? Customer : Agent, said.Text("Text"));
            }
        }
    }
}
