using CivilLine.Transcripts;

namespace CivilLine.Scoring.SecondStage;

/// <summary>
/// Asks a second model where the linear one is unsure. What it says of a text depends on the text alone: the memory of
/// earlier answers only saves asking again.
/// </summary>
internal sealed class TwoStageScorer : IStagedScorer
{
    private readonly LinearToxicityScorer _first;
    private readonly ISecondOpinion _second;
    private readonly SecondStageHead[] _mix;
    private readonly HeadSet _heads;
    private readonly AssessmentCache _cache = new();

    public TwoStageScorer(LinearToxicityScorer first, ISecondOpinion second, IReadOnlyList<SecondStageHead> mix, ModelInfo model)
    {
        (_first, _second, _mix, Model) = (first, second, [.. mix], model);
        _heads = new HeadSet([.. mix.Select(head => head.Calibration)]);
        for (var head = 0; head < CategoryScores.Length; head++)
        {
            var most = Math.Min(_mix[head].Threshold, first.Heads.Heads[head].Threshold);
            if (!(_mix[head].Gate <= most))
                throw new InvalidDataException($"the gate of {_mix[head].Name} must be a number of at most {most}, its smaller threshold: below it nothing would be found");
        }
    }

    public ModelInfo Model { get; }

    public bool IsSlow => true;

    public float LeastThreshold(Category category) => _mix[(int)category].Gate ?? 0f;

    public float Threshold(Category category) => _heads.Threshold(category);

    public Assessment FirstStage(NormalizedText text) => _first.Score(text);

    public Assessment Score(NormalizedText text)
    {
        Span<float> margins = stackalloc float[LinearWeights.Stride];
        _first.Margins(text, margins);
        return IsUnsure(text, margins) ? Ask(text, margins) : _first.Heads.Judge(margins);
    }

    /// <summary>As <see cref="Score"/>, for every text and without the memory: what training and measuring compare.</summary>
    public Assessment AskAnyway(NormalizedText text)
    {
        Span<float> margins = stackalloc float[LinearWeights.Stride];
        _first.Margins(text, margins);
        Mix(text, margins);
        return _heads.Judge(margins);
    }

    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category)
    {
        Span<float> margins = stackalloc float[LinearWeights.Stride];
        _first.Margins(text, margins);
        if (!IsUnsure(text, margins))
            return _first.Explain(text, category);
        var words = Explanation.WordsOf(text.Text);
        var mix = _mix[(int)category];
        var shares = _first.Shares(text, words, category);
        foreach (ref var share in shares.AsSpan())
            share *= mix.LinearWeight * mix.Slope;
        if (mix.EncoderWeight != 0)
            new Occlusion(_second, (int)category).Add(text.Text, words, mix.EncoderWeight * mix.Slope, shares);
        return Explanation.Of(text, words, shares);
    }

    public IReadOnlyList<Highlight> ExplainQuickly(NormalizedText text, Category category) =>
        _first.Score(text).Categories.Contains(category) ? _first.Explain(text, category) : Explain(text, category);

    private bool IsUnsure(NormalizedText text, ReadOnlySpan<float> margins)
    {
        if (text.Text.Length == 0)
            return false;
        for (var head = 0; head < CategoryScores.Length; head++)
        {
            if (_first.Heads.Probability(head, margins[head]) >= _mix[head].Gate)
                return true;
        }
        return false;
    }

    private Assessment Ask(NormalizedText text, Span<float> margins)
    {
        var key = AssessmentCache.KeyOf(text.Text);
        if (_cache.TryGet(key, out var known))
            return known;
        Mix(text, margins);
        var assessment = _heads.Judge(margins);
        _cache.Put(key, assessment);
        return assessment;
    }

    private void Mix(NormalizedText text, Span<float> margins)
    {
        Span<float> second = stackalloc float[HeadSet.Count];
        second.Clear();
        if (text.Text.Length > 0)
            _second.Logits(text.Text, second);
        for (var head = 0; head < second.Length; head++)
            margins[head] = (_mix[head].LinearWeight * margins[head]) + (_mix[head].EncoderWeight * second[head]);
    }
}
