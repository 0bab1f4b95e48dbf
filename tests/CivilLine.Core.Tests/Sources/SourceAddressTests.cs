using CivilLine.Sources;

namespace CivilLine.Core.Tests.Sources;

public sealed class SourceAddressTests
{
    [Theory]
    [InlineData("c-42", "c-42")]
    [InlineData("call 42/b", "call.42.b")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void Call_is_named_as_the_contract_names_calls(string? given, string? named) =>
        Assert.Equal(named, new SourceAddress { CallId = given }.CallId);

    [Fact]
    public void Endless_name_of_a_call_is_short_and_still_its_own()
    {
        var (one, other) = (new SourceAddress { CallId = new string('c', 20_000) }, new SourceAddress { CallId = new string('c', 20_001) });

        Assert.Equal((128, 128), (one.CallId!.Length, other.CallId!.Length));
        Assert.NotEqual(one, other);
    }
}
