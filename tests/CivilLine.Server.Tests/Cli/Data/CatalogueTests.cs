using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CivilLine.Cli.Data;

namespace CivilLine.Server.Tests.Cli.Data;

/// <summary>The list that the project ships.</summary>
public sealed class CatalogueTests
{
    private static readonly Catalogue Shipped = Catalogue.Read(PathOf());

    [Fact]
    public void Shipped_list_covers_every_role_and_names_what_could_not_be_had()
    {
        Assert.Equal(Enum.GetValues<DataRole>(), Shipped.Sets.Select(set => set.Role).Distinct().Order());
        Assert.NotEmpty(Shipped.NotObtained);
    }

    [Fact]
    public void Shipped_list_learns_from_nothing_that_may_be_measured_on_only() =>
        Assert.All(Shipped.Sets.Where(set => set.LicenceClass == LicenceClass.N), set => Assert.Equal(DataRole.Measure, set.Role));

    [Fact]
    public void Shipped_list_keeps_each_role_in_its_folder() =>
        Assert.All(Shipped.Sets, set => Assert.StartsWith(
            set.Role switch
            {
                DataRole.Train => "train/",
                DataRole.Harmless => "benign/",
                DataRole.Measure => "eval/",
                DataRole.Lexicon => "lexicons/",
                _ => "weights/",
            },
            set.File,
            StringComparison.Ordinal));

    [Theory]
    [InlineData("role", "\"everything\"", "role")]
    [InlineData("role", "\"train\"", "licenceClass N may be measured on only")]
    [InlineData("sha256", "\"abc\"", "sha256 64 hexadecimal digits")]
    [InlineData("rows", "0", "rows must be above 0")]
    [InlineData("file", "\"../elsewhere\"", "a path inside the data folder")]
    [InlineData("sources", "[]", "sources must be given")]
    [InlineData("colour", "\"red\"", "colour")]
    [InlineData("sources", "[{\"repository\":\"a/b\",\"commit\":\"main\",\"paths\":[\"x\"]}]", "commit must be 10 to 40 hexadecimal digits")]
    [InlineData("sources", "[{\"repository\":\"a/b\",\"commit\":\"0123456789\",\"paths\":[]}]", "paths must name what is taken")]
    public void List_is_refused_with_the_member_and_the_rule(string member, string value, string message)
    {
        var set = JsonNode.Parse("""
            {"name":"calls","role":"measure","file":"eval/calls.tsv.gz","licence":"GPL-3.0","licenceClass":"N","rows":3,
             "sha256":"0000000000000000000000000000000000000000000000000000000000000000","note":"ours",
             "sources":[{"repository":"a/b","commit":"0123456789","paths":["x"]}]}
            """)!;
        set[member] = JsonNode.Parse(value);
        var path = Path.GetTempFileName();
        File.WriteAllText(path, new JsonObject { ["sets"] = new JsonArray(set), ["notObtained"] = new JsonArray() }.ToJsonString());

        var error = Assert.Throws<InvalidDataException>(() => Catalogue.Read(path));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public async Task List_prints_a_row_a_set()
    {
        var run = await CommandRun.Of(DataCommand.Create(TimeProvider.System), "list", "--datasets", PathOf(), "--role", "weights");

        Assert.Equal(0, run.Code);
        Assert.Contains("| universal_sentence_encoder_lite | Weights |", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("convabuse", run.Output, StringComparison.Ordinal);
    }

    private static string PathOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../models/datasets.json"));
}
