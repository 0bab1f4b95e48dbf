using System.IO.Compression;

namespace CivilLine.Server.Tests.Cli.Evaluation;

/// <summary>A folder laid out as the public data is, with a few lines of our own in each file.</summary>
internal static class PublicData
{
    public static void Write(string folder)
    {
        File(folder, "eval/bt_oasis_part1", "dialogue_id\tturn\tspeaker\ttext",
            "1\t0\ta\thello you're through to faults", "1\t1\tb\tyes hello the line keeps crackling", "1\t2\tb\tand it's been like that since tuesday",
            "2\t0\ta\tdirectory enquiries", "2\t1\tb\tyou're a fucking idiot", "2\t2\tb\tand my number is ten");
        File(folder, "eval/switchboard_part1", "id\ttext\tsource\tdialogue_id\tturn\tspeaker\tdialogue_act\tsplit",
            "a\tdo you have a garden\tswitchboard\t9\t0\tA\tqy\ttrain", "b\twe have a small one at the back\tswitchboard\t9\t1\tB\tsd\ttrain");
        File(folder, "eval/hatecheck", "id\ttext\tfunctionality\tlabel_gold",
            "1\tyou're a fucking idiot\tprofanity_h\thateful", "2\thello there how are you\tgreeting_nh\tnon-hateful");
        File(folder, "eval/convabuse_test", "id\ttext\ttoxic", "1\tyou're a fucking idiot\t0.6667", "2\tthank you for that\t0", "3\tgood morning\t0.3333");
        File(folder, "eval/toxic_spans_semeval_test", "id\ttext\tspans",
            $"1\tyou fucking idiot\t[{string.Join(", ", Enumerable.Range(4, 13))}]", "2\tthank you for that\t[]");
        File(folder, "eval/identity_sentence_templates_en",
            ["id\ttext\ttemplate\ttoxicity\ttoxic", .. Enumerable.Range(0, 25).Select(i => $"{i}\tbeing {(i % 2 == 0 ? "deaf" : "middle aged")} is number {i}\tbeing\tnontoxic\t0"), "99\tnobody likes the deaf\tx\ttoxic\t1"]);
        File(folder, "benign/banking77_utterances",
            ["dialogue_id\tturn\tspeaker\ttext", .. Enumerable.Range(0, 60).Select(i => $"d{i}\t0\tcustomer\twhen will card number {i} be posted")]);
    }

    private static void File(string folder, string name, params string[] lines)
    {
        var path = Path.Combine(folder, name + ".tsv.gz");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new StreamWriter(new GZipStream(System.IO.File.Create(path), CompressionLevel.Fastest));
        foreach (var line in lines)
            writer.Write(line + "\n");
    }
}
