using System.IO.Compression;
using System.Text.Json;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Gzipped JSON lines: prompt and, where it is known, 0 or 1 for each of eight kinds of content.</summary>
internal sealed class OpenAiModeration() : LabelledConverter("openai_moderation", Kinds)
{
    private static readonly string[] Kinds = ["S", "H", "V", "HR", "SH", "S3", "H2", "V2"];

    protected override IEnumerable<Labelled> Texts(SourceFolder folder)
    {
        foreach (var file in folder.Files)
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(file.Path), CompressionMode.Decompress));
            for (var number = 0; reader.ReadLine() is { } line; number++)
            {
                using var json = JsonDocument.Parse(line);
                var sample = json.RootElement;
                string Said(string kind) => sample.TryGetProperty(kind, out var value) ? value.GetRawText() : "";
                yield return new Labelled(
                    $"{number}", sample.Text("prompt"), [.. Kinds.Select(Said)],
                    new Verdict(
                        Toxic: Verdict.Any(Said("H"), Said("HR"), Said("H2")), Threat: Said("H2"), Insult: Said("HR"),
                        Identity: Verdict.Any(Said("H"), Said("H2"))));
            }
        }
    }
}
