using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Array of calls: convo_id, original with pairs of speaker (agent, customer, or action, which is no talk) and text.</summary>
internal sealed class Abcd : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file.Path));
            foreach (var call in json.RootElement.EnumerateArray())
            {
                foreach (var (number, said) in call.Items("original").Index())
                {
                    if (said[0].GetString() is Agent or Customer)
                        yield return new Turn(call.Text("convo_id"), said[0].GetString()!, said[1].GetString()!, number);
                }
            }
        }
    }
}
