using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Scoring.SecondStage;

public sealed class SequenceClassifierTests : IDisposable
{
    private static readonly string[] Words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "grommet", "##s", "the", "you"];

    private readonly string _folder = Directory.CreateTempSubdirectory("classifier").FullName;

    /// <summary>Labels: neutral, rude, menacing. A grommet is menacing, and nothing else is anything.</summary>
    public SequenceClassifierTests()
    {
        File.WriteAllLines(Path.Combine(_folder, "vocab.txt"), Words);
        float[] Row(string word) => word == "grommet" ? [-3, 0, 30] : [1, -2, -3];
        File.WriteAllBytes(
            Path.Combine(_folder, "model.onnx"), TinyOnnx.Classifier([.. Words.Select(Row)], ["input_ids", "attention_mask", "token_type_ids"]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Classifier_speaks_for_the_category_that_its_label_is_mapped_to(bool oneLabel)
    {
        var scorer = ShippedModel.Bundle.With(Options(options => options.OneLabel = oneLabel));

        Assert.Contains(Category.Threat, scorer.Score(Normalizer.Normalize("the good grommets")).Categories);
        Assert.Empty(scorer.Score(Normalizer.Normalize("the good you")).Categories);
    }

    [Fact]
    public void Classifier_leaves_the_categories_it_does_not_speak_for_to_the_linear_model()
    {
        var text = Normalizer.Normalize("where's my fucking grommet");

        var scores = ShippedModel.Bundle.With(Options()).Score(text).Scores;

        Assert.Equal(ShippedModel.Bundle.Linear.Score(text).Scores[Category.Swearing], scores[Category.Swearing], 1e-5f);
    }

    [Fact]
    public void Classifier_gives_the_model_a_version_and_a_name_of_thresholds_of_its_own()
    {
        var info = ShippedModel.Bundle.With(Options()).Model;

        Assert.EndsWith("+model.onnx", info.Version, StringComparison.Ordinal);
        Assert.NotEqual(ShippedModel.Bundle.Info.ThresholdsHash, info.ThresholdsHash);
        Assert.NotEqual(info.ThresholdsHash, ShippedModel.Bundle.With(Options(options => options.Weight = 0.9f)).Model.ThresholdsHash);
    }

    [Fact]
    public void Classifier_reads_a_very_long_text() =>
        Assert.NotNull(ShippedModel.Bundle.With(Options()).Score(Normalizer.Normalize(string.Join(' ', Enumerable.Repeat("grommet", 1000)))).Severity);

    [Theory]
    [InlineData("Model", "names no file")]
    [InlineData("Vocabulary", "names no file")]
    [InlineData("Labels", "must list the model's labels")]
    [InlineData("Categories", "must say which label speaks for which category")]
    [InlineData("Categories:kind", "is none of the labels neutral, rude, menacing")]
    [InlineData("Categories:rude", "is 'rudeness', which is no category")]
    [InlineData("Weight", "must be above 0 and at most 1")]
    [InlineData("Gate", "must be at least 0 and below 1")]
    public void Classifier_names_the_member_that_is_wrong(string member, string rule)
    {
        var options = Options(options => Spoil(options, member));

        var error = Assert.Throws<InvalidDataException>(() => ShippedModel.Bundle.With(options));

        Assert.StartsWith($"Scoring:SequenceClassifier:{member} ", error.Message, StringComparison.Ordinal);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classifier_says_which_input_a_model_lacks()
    {
        var error = Assert.Throws<InvalidDataException>(() => ShippedModel.Bundle.With(Options(options => options.IdsInput = "tokens")));

        Assert.Contains("Model cannot be used: it has no input 'tokens'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classifier_says_that_a_model_has_another_number_of_labels()
    {
        var error = Assert.Throws<InvalidDataException>(() => ShippedModel.Bundle.With(Options(options => options.Labels.Add("fourth"))));

        Assert.Contains("has 3 labels instead of 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classifier_refuses_a_vocabulary_without_the_marks_of_its_kind()
    {
        File.WriteAllLines(Path.Combine(_folder, "vocab.txt"), ["good", "grommet"]);

        var error = Assert.Throws<InvalidDataException>(() => ShippedModel.Bundle.With(Options()));

        Assert.StartsWith("Scoring:SequenceClassifier:Vocabulary cannot be used", error.Message, StringComparison.Ordinal);
    }

    private static void Spoil(SequenceClassifierOptions options, string member)
    {
        switch (member)
        {
            case "Model": options.Model = "nowhere.onnx"; break;
            case "Vocabulary": options.Vocabulary = "nowhere.txt"; break;
            case "Labels": options.Labels.Clear(); break;
            case "Categories": options.Categories.Clear(); break;
            case "Categories:kind": options.Categories["kind"] = "threat"; break;
            case "Categories:rude": options.Categories["rude"] = "rudeness"; break;
            case "Weight": options.Weight = 1.5f; break;
            case "Gate": options.Gate = float.NaN; break;
            default: throw new ArgumentException(member);
        }
    }

    private SequenceClassifierOptions Options(Action<SequenceClassifierOptions>? change = null)
    {
        var options = new SequenceClassifierOptions
        {
            Model = Path.Combine(_folder, "model.onnx"),
            Vocabulary = Path.Combine(_folder, "vocab.txt"),
            TypesInput = "token_type_ids",
            Gate = 0,
            Weight = 0.8f,
        };
        foreach (var label in (string[])["neutral", "rude", "menacing"])
            options.Labels.Add(label);
        options.Categories["rude"] = "hostility";
        options.Categories["menacing"] = "threat";
        change?.Invoke(options);
        return options;
    }
}
