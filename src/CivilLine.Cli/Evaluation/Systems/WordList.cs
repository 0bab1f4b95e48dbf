using CivilLine.Cli.Training;
using CivilLine.Scoring;
using CivilLine.Scoring.Features;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation.Systems;

/// <summary>
/// The baseline: a category applies where a listed word is said. The list is our own swear words and slurs, and every
/// word that the training lines themselves show to be telling.
/// </summary>
internal sealed class WordList
{
    private const int LeastLines = 3;
    private const double LeastShare = 0.6;

    private readonly Dictionary<string, CategorySet> _words = new(StringComparer.Ordinal);

    public static WordList From(IEnumerable<CorpusLine> train)
    {
        var list = new WordList();
        list.Add(Concepts.Listed("swear"), Category.Swearing);
        list.Add(Concepts.Listed("slur"), Category.Discrimination);
        var said = new Dictionary<string, (int Lines, int[] With)>(StringComparer.Ordinal);
        foreach (var line in train)
        {
            foreach (var word in Normalizer.Normalize(line.Whole).Text.Split(' ').Distinct())
            {
                var (lines, with) = said.TryGetValue(word, out var count) ? count : (0, new int[CategoryScores.Length]);
                foreach (var category in Enum.GetValues<Category>().Where(line.Has))
                    with[(int)category]++;
                said[word] = (lines + 1, with);
            }
        }
        foreach (var (word, (lines, with)) in said.Where(pair => pair.Value.Lines >= LeastLines))
        {
            foreach (var category in Enum.GetValues<Category>().Where(category => with[(int)category] >= LeastShare * lines))
                list.Add([word], category);
        }
        return list;
    }

    public CategorySet Categories(NormalizedText text)
    {
        var bits = 0;
        foreach (var word in text.Text.Split(' '))
            bits |= _words.GetValueOrDefault(word).Bits;
        return new CategorySet(bits);
    }

    private void Add(IEnumerable<string> words, Category category)
    {
        foreach (var word in words)
            _words[word] = _words.GetValueOrDefault(word).With(category);
    }
}
