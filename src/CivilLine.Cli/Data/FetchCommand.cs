using System.CommandLine;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data;

/// <summary><c>civilline data fetch</c>: brings sets into a data folder that train and evaluate read.</summary>
internal static class FetchCommand
{
    private static readonly Option<string> Out = new("--out") { Description = "The data folder; what lies there already is kept.", Required = true };
    private static readonly Option<string> Host = new("--base-url") { Description = "Where the repositories are, or a mirror of them.", DefaultValueFactory = _ => "https://github.com" };
    private static readonly Option<string?> Registry = new("--registry") { Description = "Where npm packages are; default what npm itself is set to." };
    private static readonly Option<int> Tries = new("--tries") { Description = "How often a network step is tried.", DefaultValueFactory = _ => 4 };

    public static Command Create(TimeProvider time)
    {
        var command = new Command("fetch", "Fetches sets, checks them against the hashes on record and makes the tables of them.")
        {
            Out, DataCommand.Catalogue, DataCommand.Only, DataCommand.Role, Host, Registry, Tries,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                return await RunAsync(parsed, time, cancel);
            }
            catch (InvalidDataException error)
            {
                parsed.InvocationConfiguration.Error.WriteLine(error.Message);
                return 2;
            }
        });
        return command;
    }

    /// <returns>0 where every set lies there, 1 where one could not be had.</returns>
    private static async Task<int> RunAsync(ParseResult parsed, TimeProvider time, CancellationToken cancel)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var sets = DataCommand.Chosen(parsed);
        var folder = Path.GetFullPath(parsed.GetRequiredValue(Out));
        var cache = Path.Combine(folder, ".sources");
        Directory.CreateDirectory(cache);
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        var fetcher = new Fetcher(
            folder, new Checkout(parsed.GetRequiredValue(Host), cache), new Package(client, parsed.GetValue(Registry), cache),
            Retries.Of(parsed.GetRequiredValue(Tries), time, errors.WriteLine));
        var failed = 0;
        // Sets that are learned from leave out what the measuring sets hold: those come first.
        foreach (var set in sets.OrderBy(set => set.Role == DataRole.Measure ? 0 : 1))
        {
            var result = await fetcher.BringAsync(set, cancel);
            (result.Failed ? errors : output).WriteLine($"{result.Name}: {result.Message}");
            failed += result.Failed ? 1 : 0;
        }
        output.WriteLine(failed == 0 ? $"{sets.Count} sets in {folder}." : $"{sets.Count - failed} of {sets.Count} sets in {folder}; {failed} failed. Run it again to go on from here.");
        return failed == 0 ? 0 : 1;
    }
}
