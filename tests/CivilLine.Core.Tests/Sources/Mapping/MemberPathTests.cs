using System.Text.Json;
using System.Text.RegularExpressions;
using CivilLine.Sources.Mapping;

namespace CivilLine.Core.Tests.Sources.Mapping;

public sealed class MemberPathTests
{
    [Theory]
    [InlineData("$", """{"a":{"b":[10,20,{"c d":30}]}}""")]
    [InlineData("$.a.b[0]", "10")]
    [InlineData("$.a.b[-1]['c d']", "30")]
    [InlineData("""$["a"].b[1]""", "20")]
    [InlineData("$.a.b[*]", "10")]
    [InlineData("$.a.b[*]['c d']", "30")]
    [InlineData(".a.b[1]", "20")]
    public void Path_leads_to_a_place(string path, string found) => Assert.Equal(found, Find(path));

    [Theory]
    [InlineData("$.a.c")]
    [InlineData("$.a.b[3]")]
    [InlineData("$.a.b[-4]")]
    [InlineData("$.a[0]")]
    [InlineData("$.a.b.c")]
    [InlineData("$.a[*]")]
    public void Path_leads_nowhere_where_nothing_is(string path) => Assert.Null(Find(path));

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("$a")]
    [InlineData("$..a")]
    [InlineData("$.")]
    [InlineData("$.a.")]
    [InlineData("$.1a")]
    [InlineData("$.a[")]
    [InlineData("$.a[]")]
    [InlineData("$.a[1")]
    [InlineData("$.a[x]")]
    [InlineData("$.a['b]")]
    [InlineData("$.a['']")]
    [InlineData("$.a[?(@.b)]")]
    [InlineData("$.a[1:2]")]
    [InlineData("$.a.*")]
    [InlineData("@.a")]
    [InlineData("$.a b")]
    public void Text_that_is_no_path_of_ours_is_refused_by_reader_and_schema(string text)
    {
        Assert.Null(MemberPath.Parse(text));
        Assert.DoesNotMatch(MemberPath.Form, text);
    }

    [Theory]
    [InlineData("$")]
    [InlineData(".")]
    [InlineData(".a")]
    [InlineData(".[0].a")]
    [InlineData("$[*].a-b.c_d[12]")]
    [InlineData("$.größe['a.b'][\"c\"]")]
    public void Path_is_taken_by_reader_and_schema(string text)
    {
        Assert.NotNull(MemberPath.Parse(text));
        Assert.Matches(new Regex(MemberPath.Form), text);
    }

    private static string? Find(string path)
    {
        using var document = JsonDocument.Parse("""{"a":{"b":[10,20,{"c d":30}]}}""");
        using var opener = new StringOpener();
        return MemberPath.Parse(path)!.TryFind(document.RootElement, opener, out var found) ? found.GetRawText() : null;
    }
}
