using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using CivilLine.Cli.Speech;
using CivilLine.Transcripts;
using static CivilLine.Load.CommonOptions;

namespace CivilLine.Load.RealInput;

/// <summary><c>redaction</c>: what redaction takes out of real talk, turn by turn, by kind; the turns it hits can be read.</summary>
internal static partial class RedactionCommand
{
    private static readonly string[] Calls = ["bt_oasis_part1", "switchboard_part1"];

    private static readonly Option<FileInfo?> Hits = new("--hits")
    {
        Description = "Where every turn that was hit is written, as it was and as it is shown: outside the repository.",
    };

    public static Command Create()
    {
        var command = new Command("redaction", "Count what redaction takes out of real talk.") { Data, Hits };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var hits = parsed.GetValue(Hits);
        if (!await OthersWords.MayLieInAsync(hits, "--hits", errors))
            return 2;

        var data = parsed.GetValue(Data)!.FullName;
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(data, "benign"), "*.tsv.gz").Order(StringComparer.Ordinal),
            .. Calls.Select(name => Path.Combine(data, "eval", $"{name}.tsv.gz")).Where(File.Exists),
        ];
        List<string> lines = [];
        await output.WriteLineAsync("| file | turns | taken out in 1,000 | of them |\n| --- | --- | --- | --- |");
        foreach (var file in files)
        {
            var (turns, kinds) = (0, new Dictionary<string, int>());
            foreach (var (_, _, text, _) in DialogueRows.Read(file))
            {
                turns++;
                var shown = Redactor.Redact(text);
                if (ReferenceEquals(shown, text))
                    continue;
                foreach (Match label in Label().Matches(shown))
                    kinds[label.Value] = kinds.GetValueOrDefault(label.Value) + 1;
                lines.Add($"{Path.GetFileName(file)}\t{text}\t{shown}");
            }

            var list = string.Join(", ", kinds.OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Value} `{kind.Key}`"));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(file).Split('.')[0]} | {turns} | {1000.0 * kinds.Values.Sum() / Math.Max(1, turns):F2} | {list} |"));
        }

        if (hits is not null)
            await File.WriteAllLinesAsync(hits.FullName, lines, cancel);
        return 0;
    }

    [GeneratedRegex(@"\[(card|cvv|expiry|email|phone|iban|account|ni|ssn)\]")]
    private static partial Regex Label();
}
