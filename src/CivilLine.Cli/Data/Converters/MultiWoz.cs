using System.IO.Compression;
using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Zipped objects of dialogues by name: log with text, the customer first and then by turns.</summary>
internal sealed class MultiWoz : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            using var zip = ZipFile.OpenRead(file.Path);
            using var content = zip.Entries.First(entry => entry.Name == file.Stem + ".json").Open();
            using var json = JsonDocument.Parse(content);
            foreach (var dialogue in json.RootElement.EnumerateObject())
            {
                var name = Path.GetFileNameWithoutExtension(dialogue.Name);
                foreach (var (at, turn) in dialogue.Value.Items("log").Index())
                    yield return new Turn(name, at % 2 == 0 ? Customer : Agent, turn.Text("text"));
            }
        }
    }
}
