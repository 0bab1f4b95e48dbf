using System.CommandLine;
using System.Text.Json;
using CivilLine.Evidence;

namespace CivilLine.Cli.Evidence;

/// <summary><c>civilline evidence</c>: checks an evidence pack without the server that made it.</summary>
internal static class EvidenceCommand
{
    public static Command Create() => new("evidence", "Evidence packs of calls.") { Verify() };

    private static Command Verify()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The pack in JSON, as it was downloaded." };
        var head = new Option<string?>("--head")
        {
            Description = "The head hash that was printed or written down elsewhere; whoever could rebuild the whole chain could not change that.",
        };
        var command = new Command("verify", "Recompute the chain of hashes and say which entry was tampered with.") { file, head };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(head), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, string? head, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        try
        {
            await using var stream = file.OpenRead();
            using var pack = await JsonDocument.ParseAsync(stream, cancellationToken: cancel);
            List<string> faults = [.. EvidenceChain.Faults(pack.RootElement)];
            var found = faults.Count == 0 ? pack.RootElement.GetProperty("head").GetString()! : null;
            if (found is not null && head is not null && !found.Equals(head.Trim(), StringComparison.OrdinalIgnoreCase))
                faults.Add($"the chain is whole, but its head is {found}: this is another pack than the one whose head is {head}");
            foreach (var fault in faults)
                await errors.WriteLineAsync(fault);
            if (faults.Count > 0)
                return 1;
            await output.WriteLineAsync($"{pack.RootElement.GetProperty("entries").GetArrayLength()} entries, none changed; head {found}");
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            await errors.WriteLineAsync($"{file.Name} cannot be read: {error.Message}");
            return 1;
        }
    }
}
