using Microsoft.ML.Tokenizers;

namespace CivilLine.Scoring.SecondStage;

/// <summary>Plugs a configured classifier in as a second stage, or says what is wrong with the configuration.</summary>
internal sealed class SequenceClassifier
{
    private readonly SequenceClassifierOptions _options;

    /// <exception cref="InvalidDataException">The configuration, the model or its vocabulary cannot be used; the message names the member.</exception>
    public SequenceClassifier(SequenceClassifierOptions options)
    {
        _options = options;
        Check();
        var model = Read(options.Model, nameof(options.Model));
        var vocabulary = Read(options.Vocabulary, nameof(options.Vocabulary));
        (ModelSha256, VocabularySha256) = (ModelBundle.Sha256(model), ModelBundle.Sha256(vocabulary));
        Opinion = new ClassifierOpinion(Tokenizer(vocabulary), Encoder(model), [.. options.Labels.Select(CategoryOf)], options.OneLabel);
    }

    public ClassifierOpinion Opinion { get; }

    public string ModelSha256 { get; }

    public string VocabularySha256 { get; }

    /// <summary>Mixes the calibrated logit of each category that it speaks for; the thresholds stay the linear model's.</summary>
    public SecondStageCard Mix(IReadOnlyList<HeadCard> first)
    {
        var spoken = _options.Labels.Select(CategoryOf).OfType<Category>().Select(category => (int)category).ToHashSet();
        return new SecondStageCard(
            Path.GetFileName(_options.Model), ModelSha256, Path.GetFileName(_options.Vocabulary), VocabularySha256,
            [.. first.Select((head, i) =>
            {
                var weight = spoken.Contains(i) ? _options.Weight : 0;
                return new SecondStageHead(
                    head.Name, i < CategoryScores.Length ? _options.Gate : null, (1 - weight) * head.Slope, weight,
                    Slope: 1, (1 - weight) * head.Offset, head.Threshold);
            })]);
    }

    private void Check()
    {
        if (_options.Labels.Count == 0)
            throw Wrong(nameof(_options.Labels), "must list the model's labels in the order of its output");
        if (_options.Labels.Distinct().Count() != _options.Labels.Count)
            throw Wrong(nameof(_options.Labels), "names a label twice");
        if (_options.Categories.Count == 0)
            throw Wrong(nameof(_options.Categories), "must say which label speaks for which category");
        foreach (var (label, category) in _options.Categories)
        {
            if (!_options.Labels.Contains(label))
                throw Wrong($"{nameof(_options.Categories)}:{label}", $"is none of the labels {string.Join(", ", _options.Labels)}");
            if (!HeadNames.TryParse(category, out _))
                throw Wrong($"{nameof(_options.Categories)}:{label}", $"is '{category}', which is no category; there are {string.Join(", ", HeadNames.Categories)}");
        }
        if (!(_options.Weight is > 0 and <= 1))
            throw Wrong(nameof(_options.Weight), $"is {_options.Weight}; it must be above 0 and at most 1");
        if (!(_options.Gate is >= 0 and < 1))
            throw Wrong(nameof(_options.Gate), $"is {_options.Gate}; it must be at least 0 and below 1");
    }

    private Category? CategoryOf(string label) =>
        _options.Categories.TryGetValue(label, out var name) && HeadNames.TryParse(name, out var category) ? category : null;

    private OnnxEncoder Encoder(byte[] model)
    {
        try
        {
            return new OnnxEncoder(
                model, new OnnxNames(_options.IdsInput, Given(_options.MaskInput), Given(_options.TypesInput), _options.Output), _options.Labels.Count);
        }
        catch (InvalidDataException error)
        {
            throw Wrong(nameof(_options.Model), $"cannot be used: {error.Message}");
        }
    }

    private BertTokenizer Tokenizer(byte[] vocabulary)
    {
        try
        {
            using var stream = new MemoryStream(vocabulary);
            return BertTokenizer.Create(stream, new BertOptions { LowerCaseBeforeTokenization = _options.LowerCase });
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw Wrong(nameof(_options.Vocabulary), $"cannot be used as a BERT vocabulary: {error.Message}");
        }
    }

    private static byte[] Read(string path, string member) =>
        File.Exists(path) ? File.ReadAllBytes(path) : throw Wrong(member, $"names no file: '{path}'");

    private static string? Given(string name) => name.Length == 0 ? null : name;

    private static InvalidDataException Wrong(string member, string rule) => new($"{SequenceClassifierOptions.Section}:{member} {rule}.");
}
