using CivilLine.Transcripts;

namespace CivilLine.Scoring.Features;

/// <summary>
/// Turns normalised text into hashed features: word 1–3-grams with the text's ends, word pairs with a gap,
/// character 3–5-grams inside words, and a length bucket.
/// </summary>
internal static class Featurizer
{
    private const int MaxWords = 512;
    private const int MaxWordLength = 24;
    private const int ConceptReach = 7;
    private const uint Edge = 0x5bd1e995;

    private enum Group : uint
    {
        Word = 1,
        Pair,
        Triple,
        Gapped,
        Character,
        Length,
        Concept,
        ConceptsNear,
        ConceptsFar,
        Template,
    }

    public static void Extract(NormalizedText text, FeatureBuffer into)
    {
        into.Clear();
        Span<Token> tokens = stackalloc Token[MaxWords + 2];
        var count = Tokenize(text.Text, tokens);
        if (count == 0)
            return;
        AddWords(tokens[..(count + 2)], into);
        AddCharacters(text.Text, tokens.Slice(1, count), into);
        AddConcepts(tokens[..(count + 2)], into);
        into.Add(FeatureHash.Mix((uint)Group.Length, (uint)Math.Min(count, 12)), 0.3f, 0, 0);
    }

    /// <summary>Fills tokens 1 to the count; the one before and the one after mark the text's ends.</summary>
    private static int Tokenize(string text, Span<Token> tokens)
    {
        tokens[0] = new Token(Edge, 0, 0);
        var count = 0;
        for (var start = 0; start < text.Length && count < MaxWords;)
        {
            var length = text.AsSpan(start).IndexOf(' ');
            var end = length < 0 ? text.Length : start + length;
            if (end > start)
            {
                var word = text.AsSpan(start, end - start);
                tokens[++count] = new Token(FeatureHash.Word(word), start, end, Concepts.Of(word));
            }
            start = end + 1;
        }
        tokens[count + 1] = new Token(Edge, text.Length, text.Length);
        return count;
    }

    private static void AddWords(ReadOnlySpan<Token> tokens, FeatureBuffer into)
    {
        var from = into.Count;
        for (var i = 0; i < tokens.Length; i++)
        {
            var word = tokens[i];
            var inner = i > 0 && i < tokens.Length - 1;
            if (inner)
                into.Add(FeatureHash.Mix((uint)Group.Word, word.Hash), 1.4f, word.Start, word.End);
            if (i + 1 < tokens.Length)
                Join(Group.Pair, word, tokens[i + 1], 1f, into);
            if (i + 2 < tokens.Length)
            {
                var pair = FeatureHash.Mix(word.Hash, tokens[i + 1].Hash);
                into.Add(
                    FeatureHash.Mix((uint)Group.Triple, FeatureHash.Mix(pair, tokens[i + 2].Hash)),
                    1f, word.Start, tokens[i + 2].End);
            }
            for (var gap = 2; gap <= 4 && inner && i + gap < tokens.Length - 1; gap++)
                Join(Group.Gapped, word, tokens[i + gap], 0.5f, into);
        }
        into.Scale(from, 1f / MathF.Sqrt(tokens.Length + 2));
    }

    private static void Join(Group group, Token first, Token second, float value, FeatureBuffer into) => into.Add(
        FeatureHash.Mix((uint)group, FeatureHash.Mix(first.Hash, second.Hash)), value, first.Start, second.End);

    private static void AddCharacters(string text, ReadOnlySpan<Token> words, FeatureBuffer into)
    {
        var from = into.Count;
        foreach (var word in words)
        {
            var length = Math.Min(word.End - word.Start, MaxWordLength);
            for (var start = -1; start <= length - 2; start++)
            {
                var hash = (uint)Group.Character;
                for (var n = 0; n < 5 && start + n <= length; n++)
                {
                    var at = start + n;
                    hash = FeatureHash.Mix(hash, at < 0 || at == length ? ' ' : text[word.Start + at]);
                    if (n >= 2)
                        into.Add(hash, 1f, word.Start, word.End);
                }
            }
        }
        into.Scale(from, 0.7f / MathF.Sqrt(into.Count - from + 4));
    }

    /// <summary>
    /// Groups of words, pairs of groups in their order, and 2–3-grams with each listed word replaced by its group:
    /// "break your jaw" then teaches something about "snap your neck".
    /// </summary>
    private static void AddConcepts(ReadOnlySpan<Token> tokens, FeatureBuffer into)
    {
        var from = into.Count;
        for (var i = 1; i < tokens.Length - 1; i++)
        {
            var here = Concepts.Groups(tokens[i].Concept);
            foreach (var group in here)
                into.Add(FeatureHash.Mix((uint)Group.Concept, group), 1f, tokens[i].Start, tokens[i].End);
            var reach = here.IsEmpty ? i : Math.Min(i + ConceptReach, tokens.Length - 2);
            for (var j = i + 1; j <= reach; j++)
                AddConceptPairs(j <= i + 2 ? Group.ConceptsNear : Group.ConceptsFar, tokens[i], tokens[j], into);
        }
        AddTemplates(tokens, into);
        into.Scale(from, 1f / MathF.Sqrt(tokens.Length + 2));
    }

    private static void AddConceptPairs(Group kind, Token one, Token other, FeatureBuffer into)
    {
        foreach (var second in Concepts.Groups(other.Concept))
        {
            foreach (var first in Concepts.Groups(one.Concept))
                into.Add(FeatureHash.Mix((uint)kind, (uint)((first << 8) | second)), 0.7f, one.Start, other.End);
        }
    }

    private static void AddTemplates(ReadOnlySpan<Token> tokens, FeatureBuffer into)
    {
        var (before, last) = (default(Template), new Template(Edge, IsConcept: false));
        for (var i = 1; i < tokens.Length; i++)
        {
            var groups = Concepts.Groups(tokens[i].Concept);
            var here = groups.IsEmpty ? new Template(tokens[i].Hash, false) : new Template(groups[0], true);
            if (here.IsConcept || last.IsConcept)
                into.Add(FeatureHash.Mix((uint)Group.Template, FeatureHash.Mix(last.Value, here.Value)), 0.8f, tokens[i - 1].Start, tokens[i].End);
            if (i >= 2 && (here.IsConcept || last.IsConcept || before.IsConcept))
                into.Add(
                    FeatureHash.Mix((uint)Group.Template, FeatureHash.Mix(FeatureHash.Mix(before.Value, last.Value), here.Value)),
                    0.8f, tokens[i - 2].Start, tokens[i].End);
            (before, last) = (last, here);
        }
    }

    private readonly record struct Template(uint Value, bool IsConcept);

    private readonly record struct Token(uint Hash, int Start, int End, int Concept = 0);
}
