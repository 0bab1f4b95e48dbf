using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Arrays of dialogues: dialogue_id, chat_logs with text and id; the moves of the game ("Submit-Deal") are no talk.</summary>
internal sealed class Casino : DialogueConverter
{
    private static readonly string[] Moves = ["Submit-Deal", "Accept-Deal", "Reject-Deal", "Walk-Away"];

    protected override IEnumerable<Turn> Turns(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file.Path));
            foreach (var dialogue in json.RootElement.EnumerateArray())
            {
                var name = $"{file.Stem["casino_".Length..]}-{dialogue.Text("dialogue_id")}";
                foreach (var said in dialogue.Items("chat_logs").Where(said => !Moves.Contains(said.Text("text"))))
                    yield return new Turn(name, said.Text("id") == "mturk_agent_1" ? Customer : Agent, said.Text("text"));
            }
        }
    }
}
