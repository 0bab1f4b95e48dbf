using System.Text.Json;
using CivilLine.Evidence;

namespace CivilLine.Core.Tests.Evidence;

public sealed class CanonicalJsonTests
{
    [Theory]
    // Numbers and strings of RFC 8785, sections 3.2.2 and appendix B.
    [InlineData("333333333.33333329", "333333333.3333333")]
    [InlineData("1E30", "1e+30")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("0.000000000000000000000000001", "1e-27")]
    [InlineData("-0", "0")]
    [InlineData("-0.25", "-0.25")]
    [InlineData("9007199254740994", "9007199254740994")]
    [InlineData("1000000000000000000000", "1e+21")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"", "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"")]
    [InlineData("{ \"b\": [ 1, true, null ], \"a\": {}, \"B\": [] }", "{\"B\":[],\"a\":{},\"b\":[1,true,null]}")]
    public void Value_is_written_in_one_way(string json, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Of(JsonElement.Parse(json)));

    [Fact]
    public void Members_are_ordered_by_utf16_units()
    {
        var value = JsonElement.Parse("""{"\ufb33":1,"\ud83d\ude00":2,"\u00f6":3,"1":4}""");

        Assert.Equal("{\"1\":4,\"\u00f6\":3,\"\ud83d\ude00\":2,\"\ufb33\":1}", CanonicalJson.Of(value));
    }

    [Fact]
    public void Member_that_stands_twice_is_refused() =>
        Assert.Throws<FormatException>(() => CanonicalJson.Of(JsonElement.Parse("""{"a":1,"a":2}""")));
}
