using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Arrays of conversations: conversation_id, utterances with speaker (user, assistant) and text.</summary>
internal sealed class Taskmaster4 : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file.Path));
            foreach (var conversation in json.RootElement.EnumerateArray())
            {
                foreach (var said in conversation.Items("utterances"))
                {
                    var user = string.Equals(said.Text("speaker"), "user", StringComparison.OrdinalIgnoreCase);
                    yield return new Turn(conversation.Text("conversation_id"), user ? Customer : Agent, said.Text("text"));
                }
            }
        }
    }
}
