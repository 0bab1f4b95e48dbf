namespace CivilLine.Scoring;

/// <summary>
/// Section <c>Scoring:SequenceClassifier</c>: a Hugging Face sequence classifier in ONNX form, asked where the linear
/// model is unsure, in the place of the bundle's own second stage.
/// </summary>
public sealed class SequenceClassifierOptions
{
    public const string Section = "Scoring:SequenceClassifier";

    /// <summary>Path of the ONNX file; empty for none.</summary>
    public string Model { get; set; } = "";

    /// <summary>Path of its vocab.txt (BERT's word pieces, one a line).</summary>
    public string Vocabulary { get; set; } = "";

    /// <summary>Whether the model is uncased.</summary>
    public bool LowerCase { get; set; } = true;

    public string IdsInput { get; set; } = "input_ids";

    /// <summary>Empty where the model has none.</summary>
    public string MaskInput { get; set; } = "attention_mask";

    /// <summary>Such as <c>token_type_ids</c>; empty where the model has none.</summary>
    public string TypesInput { get; set; } = "";

    public string Output { get; set; } = "logits";

    /// <summary>Names of the model's labels in the order of its output (<c>id2label</c> of its config.json).</summary>
    public IList<string> Labels { get; } = [];

    /// <summary>Which label speaks for which category (wire name). Where several speak for one, the strongest does.</summary>
    public IDictionary<string, string> Categories { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether exactly one label holds of a text (softmax), or each may (sigmoid).</summary>
    public bool OneLabel { get; set; }

    /// <summary>How much it counts beside the linear model, above 0 and up to 1: only it.</summary>
    public float Weight { get; set; } = 0.5f;

    /// <summary>Probability of any category, by the linear model, from which it is asked.</summary>
    public float Gate { get; set; } = 0.01f;

    public bool IsSet => Model.Length > 0;
}
