using CivilLine.Scoring;

namespace CivilLine.Escalation.Documents;

/// <summary>What the model in use allows a policy to ask for.</summary>
/// <param name="Model">Its version; null where none is known, and no limit.</param>
/// <param name="Least">The least threshold of each category: below it the model's second stage is not asked.</param>
public sealed record PolicyLimits(string? Model, Func<Category, float> Least)
{
    public static readonly PolicyLimits None = new(null, _ => 0f);

    public static PolicyLimits Of(IToxicityScorer scorer) => new(scorer.Model.Version, scorer.LeastThreshold);

    /// <summary>Of the model in a folder, without loading more of it than its card.</summary>
    /// <exception cref="InvalidDataException">There is no card, or it cannot be read.</exception>
    public static PolicyLimits Of(string modelFolder)
    {
        var card = ModelBundle.ReadCard(modelFolder);
        return new PolicyLimits(card.Version, category => card.SecondStage?.Heads[(int)category].Gate ?? 0f);
    }
}
