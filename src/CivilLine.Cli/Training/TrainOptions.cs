using System.CommandLine;
using CivilLine.Cli.Training.Encoder;

namespace CivilLine.Cli.Training;

/// <summary>The options of <c>civilline train</c>.</summary>
internal sealed class TrainOptions
{
    private readonly Option<string> _corpus = new("--corpus") { Description = "Folder of labelled lines.", DefaultValueFactory = _ => "models/corpora" };
    private readonly Option<string?> _data = new("--data") { Description = "Folder of public data, for ordinary speech as negatives." };
    private readonly Option<string> _output = new("--out") { Description = "Folder to write the bundle to; its name is the version.", DefaultValueFactory = _ => "models/toxicity-en/0.4.0" };
    private readonly Option<int> _seed = new("--seed") { Description = "Same seed, same model.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _workers = new("--workers") { Description = "Heads trained at once; the model is the same for any number.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _examples = new("--examples") { Description = "Only write the encoder's training set to this file (JSON lines)." };
    private readonly Option<string?> _pieces = new("--pieces") { Description = "The encoder's vocabulary, for --examples; default the active model's." };
    private readonly Option<bool> _secondStage = new("--second-stage") { Description = "Train an encoder too, with PyTorch, and use it where the linear model is unsure." };
    private readonly Option<string?> _encoder = new("--encoder") { Description = "Folder of an encoder (encoder.onnx, pieces.json) to use as the second stage; where --second-stage writes it." };
    private readonly Option<string?> _published = new("--published") { Description = "Folder of the published weights that the encoder starts from." };
    private readonly Option<string?> _pretrained = new("--pretrained") { Description = "Weights that models/encoder/pretrain.py wrote, to start from instead." };
    private readonly Option<double> _asked = new("--asked") { Description = "The part of harmless turns that is worth a run of the encoder.", DefaultValueFactory = _ => 0.3 };
    private readonly Option<string> _trainer = new("--trainer") { Description = "The encoder's trainer.", DefaultValueFactory = _ => "models/encoder/train.py" };

    public IEnumerable<Option> All =>
        [_corpus, _data, _output, _seed, _workers, _examples, _pieces, _secondStage, _encoder, _published, _pretrained, _asked, _trainer];

    public TrainRequest Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_corpus), parsed.GetValue(_data), parsed.GetRequiredValue(_output),
        new TrainSettings(parsed.GetValue(_seed), L1: 0.1f, L2: 1.5e-6f, Epochs: 20, Math.Max(1, parsed.GetValue(_workers))))
    {
        Examples = parsed.GetValue(_examples),
        Pieces = parsed.GetValue(_pieces),
        Asked = parsed.GetValue(_asked),
        Encoder = parsed.GetValue(_encoder) ?? (parsed.GetValue(_secondStage) ? "artifacts/encoder" : null),
        Trainer = parsed.GetValue(_secondStage)
            ? new PythonTrainer(parsed.GetRequiredValue(_trainer), parsed.GetValue(_published) ?? "", parsed.GetValue(_pretrained))
            : null,
    };
}

/// <param name="Output">Where the bundle goes.</param>
internal sealed record TrainRequest(string Corpus, string? Data, string Output, TrainSettings Settings)
{
    /// <summary>Where to write the encoder's training set, and nothing else.</summary>
    public string? Examples { get; init; }

    /// <summary>The vocabulary for <see cref="Examples"/>; null for the active model's.</summary>
    public string? Pieces { get; init; }

    /// <summary>Folder of the second stage; null for a model of one stage.</summary>
    public string? Encoder { get; init; }

    /// <summary>The part of harmless turns that the second stage is asked of.</summary>
    public double Asked { get; init; }

    /// <summary>What makes the encoder; null to take the one that is there.</summary>
    public PythonTrainer? Trainer { get; init; }
}
