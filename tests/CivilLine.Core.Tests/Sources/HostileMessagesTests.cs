using System.Text;
using CivilLine.Sources;

namespace CivilLine.Core.Tests.Sources;

/// <summary>No format is brought down by what it is sent, and none repeats words in an error.</summary>
public sealed class HostileMessagesTests
{
    private static readonly string[] Messages =
    [
        "", " ", "null", "[]", "7", "\"text\"", "{", "{}", "{\"type\":null}", "not json at all", "\0\u0001",
        new string('[', 100_000), "{\"a\":" + new string('{', 5_000), "{\"type\":\"" + new string('x', 1_000_000) + "\"}",
        """{"detail":{"detail":{"detail":{"detail":{}}}}}""", """{"message":{"data":"%%%"}}""", """{"Records":[{"kinesis":{"data":7}},null,"x",{}]}""",
        """{"records":[{"data":"bm90IGpzb24="}]}""", "a=b&c=%zz&=&&", """{"Segments":[null,7,{"Transcript":[]},{"Utterance":"x"}]}""",
        """{"transcripts":[null,{"alternatives":[7]}]}""", """{"eventBody":{"transcripts":{"alternatives":"x"}}}""",
    ];

    // A mapping is nothing without its file; it has hostile messages of its own.
    private static readonly string[] Names = [.. SourceFormats.Names.Where(name => name != SourceFormats.Mapped)];

    public static TheoryData<string, int> All()
    {
        var data = new TheoryData<string, int>();
        foreach (var format in Names)
            for (var i = 0; i < Messages.Length; i++)
                data.Add(format, i);
        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_hostile_message_makes_no_words_and_throws_nothing(string format, int message)
    {
        var reading = new FormatReading(format, new SourceAddress { CallId = "c-1" });

        Assert.Empty(reading.Read(Encoding.UTF8.GetBytes(Messages[message])).Fragments);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Bytes_that_are_no_text_throw_nothing(string format) =>
        Assert.Empty(new FormatReading(format).Read([0xff, 0xfe, 0x00, 0x80, 0x7b, 0x22]).Events);

    public static TheoryData<string> Formats() => [.. Names];
}
