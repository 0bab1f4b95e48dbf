using System.Security.Cryptography;
using System.Text;
using CivilLine.Cli.Training;

namespace CivilLine.Cli.Evaluation.Lines;

/// <summary>Names the test lines of each slice by what they say and how they are labelled.</summary>
internal static class TestSets
{
    public static IReadOnlyDictionary<string, string> Hashes(IEnumerable<CorpusLine> test, IEnumerable<WholeCall> calls)
    {
        CorpusLine[] lines = [.. test, .. calls.SelectMany(call => call.Turns.Select(turn => turn.Line))];
        return Slices.Cut(lines, line => line.File).ToDictionary(slice => slice.Slice, slice => Hash(slice.Rows));
    }

    private static string Hash(CorpusLine[] lines)
    {
        var text = string.Join('\n', lines.Select(line =>
            $"{line.Id}\t{line.Whole}\t{string.Join(',', line.Labels)}\t{line.Target}\t{line.Severity}").Order(StringComparer.Ordinal));
        return $"{lines.Length} lines, {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]}";
    }
}
