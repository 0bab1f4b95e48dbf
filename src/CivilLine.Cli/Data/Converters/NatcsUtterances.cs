using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>JSON lines with utterance and utterance_id; a folder for development and one for each test.</summary>
internal sealed class NatcsUtterances : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            var part = Path.GetFileName(Path.GetDirectoryName(file.Name));
            foreach (var line in File.ReadLines(file.Path).Where(line => line.Length > 0))
            {
                using var json = JsonDocument.Parse(line);
                var utterance = json.RootElement;
                yield return new Turn($"{part}-{utterance.Text("utterance_id")}", Customer, utterance.Text("utterance"));
            }
        }
    }
}
