using CivilLine.Hosting;
using CivilLine.Scoring;

namespace CivilLine.Review.Shadow;

/// <summary>The second model.</summary>
internal sealed record ShadowModel(IToxicityScorer Scorer)
{
    /// <exception cref="StartRefusedException">The folder holds no bundle that can be used; the message names the key and says why.</exception>
    public static ShadowModel Load(string folder)
    {
        try
        {
            return new ShadowModel(ModelBundle.Load(folder).Scorer);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"{ShadowOptions.Section}:{nameof(ShadowOptions.Model)} is '{folder}' and must be a model bundle's folder. {error.Message}", error);
        }
    }
}
