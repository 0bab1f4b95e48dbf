using CivilLine.Transcripts.Redaction;
using CsCheck;

namespace CivilLine.Core.Tests.Transcripts;

public sealed class DecoyTests
{
    [Fact]
    public void Decoy_weighs_what_its_number_does_whatever_stands_behind_it_and_is_another_number() =>
        Gen.Char['0', '9'].Array[3, 19].Select(digits => new string(digits)).Sample(
            digits =>
            {
                var decoy = Decoy.Of(digits);

                Assert.NotEqual(digits, decoy);
                Assert.Equal((digits.Length, Luhn(digits), Luhn(digits + "0")), (decoy.Length, Luhn(decoy), Luhn(decoy + "0")));
            },
            iter: 20_000);

    [Theory]
    [InlineData("4111111111111111", "41")]
    [InlineData("41111", "4")]
    [InlineData("411", "")]
    public void Decoy_keeps_its_scheme_and_nothing_else(string digits, string kept)
    {
        var decoy = Decoy.Of(digits);

        Assert.StartsWith(kept, decoy, StringComparison.Ordinal);
        Assert.All(decoy[kept.Length..^3], digit => Assert.Equal('0', digit));
    }

    private static int Luhn(string digits) => digits.Reverse().Select((digit, i) => (digit - '0') * (i % 2 + 1)).Sum(worth => worth > 9 ? worth - 9 : worth) % 10;
}
