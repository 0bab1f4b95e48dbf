using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Arrays of conversations: dialogContent with message and the name of who wrote it as client or agent.</summary>
internal sealed class TwitterCare : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file.Path));
            foreach (var (number, conversation) in json.RootElement.EnumerateArray().Index())
            {
                foreach (var said in conversation.Items("dialogContent"))
                    yield return new Turn($"{file.Stem}-{number}", said.TryGetProperty(Agent, out _) ? Agent : Customer, said.Text("message"));
            }
        }
    }
}
