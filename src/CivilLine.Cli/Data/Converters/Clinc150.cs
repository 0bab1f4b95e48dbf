using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>An object of parts, each an array of [query, intent]; each query is a dialogue of its own.</summary>
internal sealed class Clinc150 : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file.Path));
            foreach (var part in json.RootElement.EnumerateObject())
            {
                foreach (var (at, query) in part.Value.EnumerateArray().Index())
                    yield return new Turn($"{part.Name}-{at}", Customer, query[0].GetString()!);
            }
        }
    }
}
