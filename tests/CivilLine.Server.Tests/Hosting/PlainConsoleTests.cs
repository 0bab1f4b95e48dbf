using CivilLine.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CivilLine.Server.Tests.Hosting;

public sealed class PlainConsoleTests
{
    [Theory]
    [InlineData("x\r\nfail: CivilLine.Security[1] somebody came in")]
    [InlineData("\u001b[2J\u001b]0;title\u0007")]
    [InlineData("a\u0085b\u2028c\u202ed\u009b31m")]
    public void A_value_that_is_logged_begins_no_line_and_moves_no_cursor(string value)
    {
        var said = new StringWriter { NewLine = "\n" };
        new PlainConsole().Write(
            new LogEntry<string>(LogLevel.Warning, "CivilLine.Sources", new EventId(7), value, null, (state, _) => $"The source {state} is read."), null, said);

        var line = said.ToString();
        Assert.StartsWith("warn: CivilLine.Sources[7] The source ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line[..^1], unit => char.IsControl(unit) || unit is '\u2028' or '\u202e');
    }

    [Fact]
    public void An_exceptions_words_cannot_pass_for_an_entry()
    {
        var said = new StringWriter { NewLine = "\n" };
        new PlainConsole().Write(
            new LogEntry<string>(LogLevel.Error, "C", 1, "", new InvalidOperationException("no\ncrit: C[2] forged"), (_, _) => "It failed."), null, said);

        Assert.All(said.ToString().TrimEnd('\n').Split('\n').Skip(1), line => Assert.StartsWith("      ", line, StringComparison.Ordinal));
    }
}
