using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Transcripts;

/// <summary>2,640 generated cases, the same every time: how many are found whole, and whether the words around them stay.</summary>
public sealed class RedactionRecallTests(ITestOutputHelper output)
{
    private const int Cases = 240;
    private const PersonalData All = PersonalData.Postcodes | PersonalData.DatesOfBirth;

    public static TheoryData<string> Kinds => [.. SaidNumbers.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nearly_all_that_is_said_or_typed_is_taken_out_and_the_rest_stays(string kind)
    {
        var (found, kept, missed) = (0, 0, new List<string>());
        foreach (var said in new SaidNumbers(5).Of(kind, Cases))
        {
            var shown = Redactor.Redact(said.Text, All);
            var isGone = !shown.Contains(said.Value, StringComparison.Ordinal) && shown.Contains('[', StringComparison.Ordinal)
                && Left(shown) <= Left($"{said.Lead} {said.Trail}");
            found += isGone ? 1 : 0;
            kept += shown.StartsWith(said.Lead, StringComparison.Ordinal) && shown.EndsWith(said.Trail, StringComparison.Ordinal) ? 1 : 0;
            if (!isGone)
                missed.Add($"{said.Text} -> {shown}");
        }

        output.WriteLine($"| {kind} | {Cases} | {found} | {kept} |");
        missed.Take(12).ToList().ForEach(output.WriteLine);
        Assert.True(found >= Cases * 0.97, $"{kind}: {found} of {Cases} found; missed {string.Join("; ", missed.Take(5))}");
        Assert.True(kept >= Cases * 0.97, $"{kind}: around {kept} of {Cases} the rest stayed");
    }

    /// <summary>How many digits are left to read.</summary>
    private static int Left(string text) => text.Length - Redactor.WithoutNumbers(text).Replace("[number]", "", StringComparison.Ordinal).Length;
}
