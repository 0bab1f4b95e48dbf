using System.Text.Json;

namespace CivilLine.Faults;

/// <summary>What one experiment did, and what it found wrong.</summary>
/// <param name="Figures">Each under its whole name, unit included, in the order in which they are told.</param>
/// <param name="Wrong">One line each; none where everything held.</param>
internal sealed record Report(string Name, IReadOnlyDictionary<string, double> Figures, IReadOnlyList<string> Wrong)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public DateTimeOffset At { get; init; } = TimeProvider.System.GetUtcNow();

    public int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>What is shown below the figures, as Markdown.</summary>
    public string? Charts { get; init; }

    public static Report Read(string file) => JsonSerializer.Deserialize<Report>(File.ReadAllText(file), Indented)
        ?? throw new FaultException($"{file} holds no report");

    public Task WriteAsync(string file, CancellationToken cancel) =>
        File.WriteAllTextAsync(file, JsonSerializer.Serialize(this, Indented) + "\n", cancel);

    public override string ToString() =>
        $"{Name}: {string.Join(", ", Figures.Select(figure => $"{figure.Key} {Told(figure.Value)}"))}; {Wrong.Count} found wrong";

    public static string Told(double value) => value.ToString("#,0.##", System.Globalization.CultureInfo.InvariantCulture);
}
