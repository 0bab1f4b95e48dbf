using System.Text.Json.Nodes;
using CivilLine.Cli.Training;
using CivilLine.Cli.Training.Encoder;
using CivilLine.Core.Tests.Scoring.SecondStage;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Server.Tests.Cli;

public sealed class TrainCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("train").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Train_writes_the_same_bundle_for_the_same_seed_whatever_the_workers()
    {
        TinyModel.WriteCorpus(_folder);

        Assert.Equal(0, Train("one", "--workers", "1"));
        Assert.Equal(0, Train("two", "--workers", "2"));

        Assert.Equal(Read("one/vectors.json"), Read("two/vectors.json"));
        Assert.Equal(
            ModelBundle.Load(Path.Combine(_folder, "one")).Info.ThresholdsHash,
            ModelBundle.Load(Path.Combine(_folder, "two")).Info.ThresholdsHash);
    }

    [Fact]
    public void Train_writes_a_card_with_the_thresholds_it_chose()
    {
        TinyModel.WriteCorpus(_folder);

        Train("one");

        var info = ModelBundle.Load(Path.Combine(_folder, "one")).Info;
        Assert.Equal("one", info.Version);
        Assert.Contains(info.ThresholdsHash, Read("one/card.md"), StringComparison.Ordinal);
        Assert.Contains("| swearing |", Read("one/card.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_writes_the_encoders_examples_in_pieces_of_its_vocabulary()
    {
        TinyModel.WriteCorpus(_folder);
        File.WriteAllText(Path.Combine(_folder, "pieces.json"), """[["?",0],["▁",-1],["▁threat",-2],["word",-2]]""");

        var code = Train("one", "--examples", Path.Combine(_folder, "examples.jsonl"), "--pieces", Path.Combine(_folder, "pieces.json"));

        Assert.Equal(0, code);
        var threat = File.ReadLines(Path.Combine(_folder, "examples.jsonl"))
            .Select(line => JsonNode.Parse(line)!).First(line => line["labels"]!.GetValue<int>() % 4 == 2);
        Assert.Equal([1, 0, 2, 1, 3, 1, 0], threat["ids"]!.AsArray().Select(id => (int)id!));
        Assert.Equal((1 << 14) - 1, (int)threat["known"]!);
        Assert.Equal("corpus/lines", (string?)threat["source"]);
        Assert.False(Directory.Exists(Path.Combine(_folder, "one")));
    }

    [Fact]
    public void Train_makes_a_bundle_of_two_stages_from_an_encoder()
    {
        TinyModel.WriteCorpus(_folder);
        var encoder = WriteEncoder(HeadNames.Categories);

        Assert.Equal(0, Train("one", "--encoder", encoder));

        var bundle = ModelBundle.Load(Path.Combine(_folder, "one"));
        Assert.True(bundle.Scorer.IsSlow);
        Assert.Contains(Category.Threat, bundle.Scorer.Score(Normalizer.Normalize("telling threat word 2")).Categories);
        Assert.Empty(bundle.Scorer.Score(Normalizer.Normalize("plain line number 3")).Categories);
    }

    [Fact]
    public async Task Train_says_what_an_encoder_lacks_before_it_trains_anything()
    {
        TinyModel.WriteCorpus(_folder);
        var encoder = WriteEncoder(["one", "two"]);

        Assert.Equal(2, Train("one", "--encoder", encoder));
        Assert.False(Directory.Exists(Path.Combine(_folder, "one")));
        var lack = await new PythonTrainer(Path.Combine(_folder, "train.py"), _folder, null).LacksAsync(TestContext.Current.CancellationToken);
        Assert.Contains("There is no trainer", lack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_says_which_weights_the_encoders_trainer_starts_from()
    {
        File.WriteAllText(Path.Combine(_folder, "train.py"), "");

        var lack = await new PythonTrainer(Path.Combine(_folder, "train.py"), _folder, null).LacksAsync(TestContext.Current.CancellationToken);

        Assert.Contains("does not hold the published weights", lack, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoder_is_kept_from_a_tenth_of_the_lines_in_whole_blocks_of_eight()
    {
        var blocks = Enumerable.Range(0, 8000)
            .Select(number => new CorpusLine { Id = "l", Split = "train", Labels = [], File = "lines", Number = number })
            .GroupBy(line => line.Number / 8, EncoderParts.IsDevelopment).ToArray();

        Assert.All(blocks, block => Assert.Single(block.Distinct()));
        Assert.InRange(blocks.Count(block => block.First()), 70, 130);
    }

    [Fact]
    public void Train_says_which_vocabulary_it_cannot_read()
    {
        TinyModel.WriteCorpus(_folder);

        Assert.Equal(2, Train("one", "--examples", Path.Combine(_folder, "examples.jsonl"), "--pieces", Path.Combine(_folder, "none.json")));
    }

    [Fact]
    public void Corpus_names_file_and_line_of_what_it_cannot_read()
    {
        File.WriteAllText(Path.Combine(_folder, "bad.jsonl"), TinyModel.Line(0, "fine", "swearing", "train") + "\n{\"id\":1\n");

        var error = Assert.Throws<InvalidDataException>(() => Corpus.Read(_folder));

        Assert.Contains("bad.jsonl, line 2", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Hears each category in the word for it; other labels than the heads make it one that cannot be used.</summary>
    private string WriteEncoder(IReadOnlyList<string> words)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "encoder")).FullName;
        var labels = words.Count == HeadNames.Categories.Count ? 14 : words.Count;
        File.WriteAllText(
            Path.Combine(folder, "pieces.json"), $"""[["?",0],["▁",-5],{string.Join(',', words.Select(word => $"[\"▁{word}\",-2]"))}]""");
        File.WriteAllBytes(Path.Combine(folder, "encoder.onnx"), TinyOnnx.Classifier(
            [.. Enumerable.Range(-2, words.Count + 2).Select(word => Enumerable.Range(0, labels).Select(head => head == word ? 6f : -0.2f).ToArray())],
            ["ids"]));
        return folder;
    }

    private int Train(string output, params string[] more) => TrainCommand.Create()
        .Parse(["--corpus", Path.Combine(_folder, "corpus"), "--out", Path.Combine(_folder, output), .. more]).Invoke();

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder, file));
}
