using System.Runtime.CompilerServices;
using CivilLine.Sources.Mapping;

namespace CivilLine.Core.Tests.Sources.Mapping;

public sealed class MappingReaderTests
{
    private const string Good = """
        name: ours
        callId: $.call
        fragments:
          - utteranceId: $.id
            text: $.text
        """;

    [Fact]
    public void Mapping_is_read() => Assert.Equal("ours", Mapped.Read(Good).Name);

    [Fact]
    public void Mapping_may_be_JSON() =>
        Assert.Equal("ours", Mapped.Read("""{"name":"ours","fragments":[{"utteranceId":"$.id","text":"$.text","when":{"$.n":1}}]}""").Name);

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_place_and_what_may_stand_there()
    {
        var problems = MappingReader.Read("""
            name: Ours!
            messages: data
            colour: red
            fragments:
              - utteranceId: { untilfinal: arrival }
                text: words
                isFinal: { path: $.final, map: { 1: yes, 0: false } }
                speaker: { value: caller }
                start: $.start
                end: { path: $.end, unit: seconds }
                when: { type: a, $.b: { exists: true, not: c } }
            ended:
              - callId: .id
            """).Problems.Select(problem => problem.ToString()).ToList();

        Assert.Contains(problems, problem => problem.StartsWith("1:7: name is 'Ours!'", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("2:11: messages is 'data'; a path must stand here", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("3:1: colour is not known here: one of name, about,", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("5:20: fragments[0].utteranceId.untilfinal is not known here", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("6:11: fragments[0].text is 'words'; a path must stand here", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("7:41: fragments[0].isFinal.map.1 is 'yes': one of true, false", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("8:23: fragments[0].speaker.value is 'caller': one of customer, agent, unknown", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("9:12: fragments[0].start is '$.start'; a path and its unit must stand here", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("fragments[0].end.unit is 'seconds': one of ms, s, ticks, duration, clock, time, epochMs, epochS", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("fragments[0].when.type is no path", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("fragments[0].when.$.b says neither or both of 'exists' and 'not'", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("ended[0].when is missing", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("ended[0] has .id, which starts at an item, but says no 'each'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("name: ours", "fragments is missing")]
    [InlineData("name: ours\nfragments: []", "fragments holds 0 items")]
    [InlineData("name: ours\nfragments: [{ text: $.t }]", "fragments[0].utteranceId is missing")]
    [InlineData("name: ours\nfragments: [{ utteranceId: { path: $.a, value: b }, text: $.t }]", "must say one of 'path', 'all' and 'value'")]
    [InlineData("name: ours\nfragments: [{ utteranceId: { value: b, otherwise: c }, text: $.t }]", "has a fixed value")]
    [InlineData("name: ours\nfragments: [{ utteranceId: $.i, text: $.t, each: $.a }]", "leads to one place")]
    [InlineData("name: ours\nfragments: [{ utteranceId: $.i, text: $.t, length: { path: $.l, unit: s } }]", "has no start")]
    [InlineData("name: ours\nfragments: [{ utteranceId: $.i, text: $.t, length: { path: $.l, unit: time } }]", "unit is 'time': one of")]
    [InlineData("name: ours\nfragments: [{ utteranceId: $.i, text: $.t, start: { path: $.l, unit: s }, end: { path: $.l, unit: s }, length: { path: $.l, unit: s } }]", "one of 'end' and 'length'")]
    [InlineData("name: ours\nunpack: { $.a: xml }\nfragments: [{ utteranceId: $.i, text: $.t }]", "unpack.$.a is 'xml': one of json, base64")]
    [InlineData("name: ours\ncallId: .a\nfragments: [{ utteranceId: $.i, text: $.t }]", "no item that it could start at")]
    [InlineData("name: [", "is not YAML")]
    public void Mistake_is_named(string yaml, string problem) =>
        Assert.Contains(MappingReader.Read(yaml).Problems, one => one.ToString().Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Shipped_schema_is_the_one_that_the_reader_reads_by() =>
        Assert.True(
            MappingReader.Schema == File.ReadAllText(Shipped("mapping.schema.json")),
            "deploy/sources/mapping.schema.json is not what the reader takes; write it again with: civilline source mapping --schema > deploy/sources/mapping.schema.json");

    [Fact]
    public void Every_file_that_is_shipped_is_there_by_its_name_and_without_a_problem()
    {
        Assert.Equal(
            Directory.GetFiles(Shipped(""), "*.yaml").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal), MappingFiles.Shipped);
        foreach (var name in MappingFiles.Shipped)
            Assert.Equal(name, Mapped.Read(MappingFiles.ShippedText(name)!).Name);
    }

    [Fact]
    public void File_that_is_not_there_is_named_beside_those_that_are_shipped()
    {
        Assert.Null(MappingFiles.Open("/nowhere/mine.yaml", out var wrong));

        Assert.Contains("/nowhere/mine.yaml", Assert.Single(wrong), StringComparison.Ordinal);
        Assert.Contains("gladia", wrong[0], StringComparison.Ordinal);
    }

    private static string Shipped(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../../deploy/sources", file);
}
