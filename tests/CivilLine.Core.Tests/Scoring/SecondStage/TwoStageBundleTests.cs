using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Scoring.SecondStage;

public sealed class TwoStageBundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("two").FullName;

    public TwoStageBundleTests() => TwoStageBundle.Write(_folder, TwoStageBundle.Encoder());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Bundle_with_an_encoder_scores_with_both_stages()
    {
        var bundle = ModelBundle.Load(_folder);

        var assessment = bundle.Scorer.Score(Normalizer.Normalize("i'm going to kill you with a grommet"));

        Assert.True(bundle.Scorer.IsSlow);
        Assert.True(assessment.Scores[Category.Threat] > 0.999, $"{assessment.Scores[Category.Threat]}");
        Assert.NotEqual(assessment, bundle.Linear.Score(Normalizer.Normalize("i'm going to kill you with a grommet")));
    }

    [Fact]
    public void Bundle_with_an_encoder_has_the_thresholds_of_its_second_stage() =>
        Assert.Equal(0.6f, ModelBundle.Load(_folder).Threshold(Category.Hostility));

    [Fact]
    public void Bundle_without_an_encoder_answers_by_the_linear_model_alone()
    {
        var one = Directory.CreateDirectory(Path.Combine(_folder, "one")).FullName;
        TwoStageBundle.WriteOneStage(one);

        var bundle = ModelBundle.Load(one);

        Assert.False(bundle.Scorer.IsSlow);
        Assert.Same(bundle.Linear, bundle.Scorer);
    }

    [Theory]
    [InlineData("encoder.onnx")]
    [InlineData("pieces.json")]
    public void Bundle_is_refused_when_a_file_of_the_second_stage_is_missing(string file)
    {
        File.Delete(Path.Combine(_folder, file));

        Assert.Contains($"{file} is missing", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("encoder.onnx")]
    [InlineData("pieces.json")]
    public void Bundle_is_refused_when_a_file_of_the_second_stage_was_altered(string file)
    {
        File.AppendAllText(Path.Combine(_folder, file), " ");

        Assert.Contains($"{file} has SHA-256", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gate")]
    [InlineData("encoderWeight")]
    [InlineData("threshold")]
    public void Bundle_is_refused_when_a_number_of_the_second_stage_was_altered(string member)
    {
        BundleFiles.Edit(_folder, "card.json", card => card["secondStage"]!["heads"]![2]![member] = 0.0123);

        Assert.Contains("thresholds in card.json", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_is_refused_when_both_stages_score_a_golden_vector_otherwise()
    {
        BundleFiles.Edit(_folder, "vectors.json", vectors => vectors[3]!["secondStage"]![1] = 0.9);

        Assert.Contains("by both stages", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_is_refused_when_a_golden_vector_lacks_the_second_stage()
    {
        BundleFiles.Edit(_folder, "vectors.json", vectors => vectors[3]!["secondStage"] = null);

        Assert.Contains("holds 0 scores by both stages", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_is_refused_when_the_encoder_is_of_another_kind()
    {
        TwoStageBundle.Write(_folder, TwoStageBundle.Encoder(["words"]));

        Assert.Contains("the encoder cannot be used: it has no input 'ids'", Refusal(), StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Throws<InvalidDataException>(() => ModelBundle.Load(_folder)).Message;
}
