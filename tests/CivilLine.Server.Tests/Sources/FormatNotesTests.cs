using CivilLine.Sources;

namespace CivilLine.Server.Tests.Sources;

public sealed class FormatNotesTests
{
    [Fact]
    public void Every_vendors_format_has_advice_of_its_own() =>
        Assert.Equal([SourceFormats.Mapped], SourceFormats.Names.Where(format => !FormatNotes.Knows(format)));

    [Fact]
    public void Formats_that_are_heard_less_often_are_formats() =>
        Assert.Empty(FormatNotes.Slow.Except(SourceFormats.Names));
}
