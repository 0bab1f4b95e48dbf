using System.CommandLine;
using CivilLine.Escalation;
using CivilLine.Escalation.Documents;
using CivilLine.Scoring;

namespace CivilLine.Cli.Policies;

/// <summary><c>civilline policy check</c>: what a server would say of a document, without one. Ends with 1 where it is refused, 2 where it cannot be read.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The document; - for standard input." };
    private static readonly Option<string?> Model = new("--model")
    {
        Description = "The folder of the model that its thresholds are held against; the active one where it is left out.",
    };

    public static Command Create()
    {
        var command = new Command("check", "Say everything that is wrong with a policy document, or which version it is. Changes nothing.") { File, Model };
        command.SetAction(async (parsed, cancel) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var file = parsed.GetRequiredValue(File);
                var yaml = file == "-" ? await Console.In.ReadToEndAsync(cancel) : await System.IO.File.ReadAllTextAsync(file, cancel);
                var limits = PolicyLimits.Of(parsed.GetValue(Model) ?? ModelLocator.Find());
                return Tell(PolicyReader.Read(yaml, limits), file, limits, output, errors);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                await errors.WriteLineAsync(error.Message);
                return 2;
            }
        });
        return command;
    }

    private static int Tell(PolicyReading reading, string file, PolicyLimits limits, TextWriter output, TextWriter errors)
    {
        if (reading.Policies is { } policies)
        {
            output.WriteLine($"{file} is a policy, version {policies.Version}, that model {limits.Model} can follow.{Teams(policies)}");
            return 0;
        }

        foreach (var problem in reading.Problems)
            errors.WriteLine($"{file}:{problem}");
        errors.WriteLine(reading.Problems.Count == 1
            ? $"{file} is refused: one mistake."
            : $"{file} is refused: {reading.Problems.Count} mistakes.");
        return 1;
    }

    private static string Teams(PolicyBook policies) => policies.Teams.Count == 0
        ? ""
        : $" Teams with rules of their own: {string.Join(", ", policies.Teams.Keys.Order(StringComparer.Ordinal))}.";
}
