using System.Text.Json;

namespace CivilLine.Scoring;

/// <summary>Finds the model to use: the folder asked for, else the active one of the nearest models folder.</summary>
public static class ModelLocator
{
    /// <summary>Environment variable with a bundle's folder, or a models folder with an active.json.</summary>
    public const string Variable = "CIVILLINE_MODEL";

    internal const string ActiveFile = "active.json";

    /// <summary>
    /// The folder of the bundle: <paramref name="asked"/>, else <see cref="Variable"/>, else what active.json names in
    /// a models folder beside the program, above it, or above the working directory.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is none; the message lists where it was looked for.</exception>
    public static string Find(string? asked = null)
    {
        asked ??= Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(asked))
            return Bundle(asked) ?? throw new DirectoryNotFoundException(
                $"'{asked}' holds neither {ModelBundle.CardFile} nor {ActiveFile}: name a bundle's folder or a models folder.");
        return Upward(AppContext.BaseDirectory) ?? Upward(Directory.GetCurrentDirectory())
            ?? throw new DirectoryNotFoundException(
                $"No models/{ActiveFile} in or above {AppContext.BaseDirectory} or {Directory.GetCurrentDirectory()}; set {Variable} to a bundle's folder.");
    }

    private static string? Upward(string from)
    {
        for (var directory = new DirectoryInfo(from); directory is not null; directory = directory.Parent)
        {
            if (Bundle(Path.Combine(directory.FullName, "models")) is { } found)
                return found;
        }
        return null;
    }

    private static string? Bundle(string directory)
    {
        if (File.Exists(Path.Combine(directory, ModelBundle.CardFile)))
            return directory;
        var active = Path.Combine(directory, ActiveFile);
        if (!File.Exists(active))
            return null;
        var named = JsonSerializer.Deserialize<ActiveModel>(File.ReadAllText(active), ModelCard.Json);
        return named is null ? null : Path.Combine(directory, named.Model);
    }

    /// <param name="Model">Path of the active bundle, from the models folder.</param>
    internal sealed record ActiveModel(string Model);
}
