using System.CommandLine;
using System.Text.Json;
using CivilLine.Cli.Evaluation;
using CivilLine.Scoring;

namespace CivilLine.Cli.Releases;

/// <summary><c>civilline promote</c>: the version that every program uses from then on, unless it is worse where it may not be.</summary>
internal static class PromoteCommand
{
    private static readonly Argument<string> Version = new("version") { Description = "A version under toxicity-en, for example 0.4.0." };
    private static readonly Option<string> Models = new("--models") { Description = "The models folder.", DefaultValueFactory = _ => "models" };
    private static readonly Option<string?> Force = new("--force") { Description = "Promotes it all the same, for the reason given, which is recorded." };

    public static Command Create(TimeProvider time)
    {
        var command = new Command("promote", "Makes a version the active one; refuses one that is worse on a guarded figure.") { Version, Models, Force };
        command.SetAction(parsed =>
        {
            try
            {
                return Run(parsed, time);
            }
            catch (Exception error) when (error is InvalidDataException or DirectoryNotFoundException or FileNotFoundException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(error.Message);
                return 2;
            }
        });
        return command;
    }

    private static int Run(ParseResult parsed, TimeProvider time)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var models = parsed.GetRequiredValue(Models);
        var force = parsed.GetValue(Force);
        var from = ActiveOf(models);
        var to = $"toxicity-en/{parsed.GetRequiredValue(Version)}";
        var info = ModelBundle.Load(Path.Combine(models, to)).Info;
        if (from == to)
        {
            output.WriteLine($"{to} is active already.");
            return 0;
        }
        var objections = Objection.Between(ReportFile.Read(Path.Combine(models, from)), ReportFile.Read(Path.Combine(models, to)));
        foreach (var objection in objections)
            errors.WriteLine(objection);
        if (objections.Count > 0 && string.IsNullOrWhiteSpace(force))
        {
            errors.WriteLine($"{to} is not promoted: {objections.Count} guarded figures stand against it. --force REASON overrules them.");
            return 1;
        }
        new Promotion(time.GetUtcNow(), from, to, info.ThresholdsHash, objections.Count > 0 ? force : null, objections).Write(models);
        output.WriteLine($"{to} is active, thresholds {info.ThresholdsHash}; before it was {from}.");
        return 0;
    }

    private static string ActiveOf(string models)
    {
        var path = Path.Combine(models, ModelLocator.ActiveFile);
        return JsonSerializer.Deserialize<ModelLocator.ActiveModel>(File.ReadAllText(path), ModelCard.Json)?.Model
            ?? throw new InvalidDataException($"{path} names no model.");
    }
}
