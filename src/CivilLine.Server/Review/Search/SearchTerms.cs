using System.Globalization;
using System.Text;
using CivilLine.Scoring;

namespace CivilLine.Review.Search;

/// <summary>
/// What somebody typed to look for: words that must all occur, "words side by side" in quotes, beginnings with a star.
/// Everything else is no syntax: it reaches the index as a quoted string and nothing in it is an operator.
/// </summary>
internal sealed class SearchTerms
{
    public const int MaxLength = 200;
    public const int MaxTerms = 12;

    private readonly List<(string[] Words, bool IsPrefix)> _terms = [];

    public static SearchTerms Parse(string text)
    {
        var terms = new SearchTerms();
        var isQuoted = false;
        foreach (var part in text.Split('"'))
        {
            foreach (var term in isQuoted ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                terms.Add(term);
            isQuoted = !isQuoted;
        }
        return terms;
    }

    public int Count => _terms.Count;

    /// <summary>For FTS5; null where nothing that was typed can be a word.</summary>
    public string? Match => Count == 0
        ? null
        : string.Join(' ', _terms.Select(term => $"\"{string.Join(' ', term.Words)}\"{(term.IsPrefix ? "*" : "")}"));

    /// <summary>Where the terms stand in a text, and how many different ones do.</summary>
    public (IReadOnlyList<Highlight> Spans, int Found) Find(string text)
    {
        var words = Words(text);
        var spans = new List<Highlight>();
        var found = 0;
        foreach (var term in _terms)
        {
            var before = spans.Count;
            for (var at = 0; at + term.Words.Length <= words.Count; at++)
                if (StandsAt(term.Words, term.IsPrefix, words, at))
                    spans.Add(Span(words[at], words[at + term.Words.Length - 1]));
            found += spans.Count > before ? 1 : 0;
        }
        return ([.. spans.OrderBy(span => span.Start)], found);
    }

    private void Add(string term)
    {
        var words = Words(term);
        if (words.Count > 0)
            _terms.Add(([.. words.Select(word => word.Folded)], term.EndsWith('*')));
    }

    private static bool StandsAt(string[] term, bool isPrefix, List<Word> words, int at)
    {
        for (var i = 0; i < term.Length; i++)
        {
            var word = words[at + i].Folded;
            var stands = isPrefix && i == term.Length - 1 ? word.StartsWith(term[i], StringComparison.Ordinal) : word == term[i];
            if (!stands)
                return false;
        }
        return true;
    }

    private static Highlight Span(Word first, Word last) => new(first.Start, last.Start + last.Length - first.Start, 1);

    /// <summary>As the index's own tokenizer (unicode61, without diacritics) splits.</summary>
    private static List<Word> Words(string text)
    {
        var words = new List<Word>();
        var start = -1;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInWord(rune))
            {
                start = start < 0 ? at : start;
            }
            else if (start >= 0)
            {
                words.Add(Word.Of(text, start, at));
                start = -1;
            }
            at += rune.Utf16SequenceLength;
        }
        if (start >= 0)
            words.Add(Word.Of(text, start, at));
        return words;
    }

    private static bool IsInWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber;

    private readonly record struct Word(int Start, int Length, string Folded)
    {
        public static Word Of(string text, int start, int end)
        {
            var folded = new StringBuilder(end - start);
            foreach (var unit in text[start..end].Normalize(NormalizationForm.FormD))
                if (char.GetUnicodeCategory(unit) != UnicodeCategory.NonSpacingMark)
                    folded.Append(char.ToLowerInvariant(unit));
            return new Word(start, end - start, folded.ToString());
        }
    }
}
