namespace CivilLine.Core.Tests.Sources;

public sealed class ContractLinesTests
{
    [Fact]
    public void Events_pass_as_they_stand()
    {
        const string Said = """{ "callId":"c-1", "utteranceId":"u-1","text":"caf\u00e9", "whatever":[1,{"x":null}] }""";

        Assert.Equal(Said, new FormatReading("contract").Read(Said).Raw);
    }

    [Fact]
    public void Several_events_of_one_message_keep_their_order()
    {
        var heard = new FormatReading("contract").Read("""
            {"type":"call-started","callId":"c-1"}
            {"type":"fragment",
             "callId":"c-1","utteranceId":"u-1","text":"hello"} {"type":"call-ended","callId":"c-1"}

            """);

        Assert.Equal(["call-started", "fragment", "call-ended"], heard.Types);
        Assert.Empty(heard.Refused);
    }

    [Fact]
    public void What_comes_before_a_fault_counts()
    {
        var heard = new FormatReading("contract").Read("""{"type":"call-ended","callId":"c-1"} {"type":""");

        Assert.Equal(["call-ended"], heard.Types);
        Assert.Contains("at byte", Assert.Single(heard.Refused).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[{}]", "no JSON object")]
    [InlineData("\"hello\"", "no JSON object")]
    [InlineData("hello", "not JSON")]
    public void What_is_no_event_is_refused(string message, string rule)
    {
        var refused = new FormatReading("contract").Refusal(message);

        Assert.Contains(rule, refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hello", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_longer_than_the_contract_allows_is_refused_and_the_next_counts()
    {
        var heard = new FormatReading("contract").Read($$"""{"text":"{{new string('x', 64 * 1024)}}"} {"callId":"c-1"}""");

        Assert.Single(heard.Events);
        Assert.Contains("65536", Assert.Single(heard.Refused).Error, StringComparison.Ordinal);
    }
}
