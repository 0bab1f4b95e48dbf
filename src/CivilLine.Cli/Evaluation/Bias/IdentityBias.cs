using System.Text.RegularExpressions;
using CivilLine.Cli.Speech;

namespace CivilLine.Cli.Evaluation.Bias;

/// <summary>Harmless sentences that name who somebody is: how often each term is flagged.</summary>
internal static partial class IdentityBias
{
    public static void Add(FigureBook book, TextScorer scorer, string? data)
    {
        Add(book, scorer, data, "identity_sentence_templates_en", "identity term, templates");
        Add(book, scorer, data, "wikidetox_identity_nonfuzzed", "identity term, Wikipedia talk");
    }

    internal static IEnumerable<string> TermsOf(string text) =>
        Terms().Matches(text.ToLowerInvariant()).Select(match => match.Value).Distinct();

    private static void Add(FigureBook book, TextScorer scorer, string? data, string file, string name)
    {
        if (book.Find(data, "eval", file + ".tsv.gz") is not { } path)
            return;
        string[] texts = [.. TsvFile.Rows(path).Where(row => row["toxic"] == "0").Select(row => row["text"]).Where(text => Terms().IsMatch(text.ToLowerInvariant()))];
        var flags = scorer.Score(texts).Select(said => !said.Categories.IsEmpty).ToArray();
        var said = texts.SelectMany((text, i) => TermsOf(text).Select(term => (term, flags[i])));
        BiasFigures.Add(book, Tables.Identity, name, said, flags.Count(flag => flag), flags.Length);
    }

    // The fifty terms that the templates were made with (Dixon et al. 2018), longer ones first.
    [GeneratedRegex(@"\b(?:african american|middle eastern|middle aged|african|american|asian|bisexual|black|blind|buddhist|canadian|catholic|chinese|christian|deaf|elderly|european|female|gay|heterosexual|hispanic|homosexual|indian|japanese|jewish|latina|latino|latinx|lesbian|lgbtq|lgbt|male|mexican|millenial|muslim|nonbinary|older|old|paralyzed|protestant|queer|sikh|straight|taoist|teenage|transgender|trans|white|younger|young)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Terms();
}
