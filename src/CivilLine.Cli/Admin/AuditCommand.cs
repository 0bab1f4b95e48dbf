using System.CommandLine;
using CivilLine.Evidence;

namespace CivilLine.Cli.Admin;

/// <summary><c>civilline admin audit</c>: who did and saw what, taken out of a running server and checked.</summary>
internal static class AuditCommand
{
    private const string Record = "audit.ndjson";

    public static Command Create() => new("audit", "The record of who did and saw what.") { Export(), Verify() };

    private static Command Export()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write it, a line an entry; it must not be there yet." };
        var command = new Command("export", "Write the whole record into a file.") { file };
        command.SetAction((parsed, cancel) => AdminCall.RunAsync(parsed, async api =>
        {
            var to = parsed.GetValue(file)!;
            if (await api.DownloadAsync(HttpMethod.Get, Record, null, to, cancel) is not { } count)
                return 1;
            await api.Output.WriteLineAsync($"{count} entries written to {to.FullName}");
            return 0;
        }));
        return command;
    }

    private static Command Verify()
    {
        var file = new Argument<FileInfo?>("FILE")
        {
            Description = "An export, or audit.ndjson of a data folder; left out, the running server's.", Arity = ArgumentArity.ZeroOrOne,
        };
        var head = new Option<string[]>("--head")
        {
            Description = "Number and hash of an entry, as the server's log or the record's page told it: \"41 9f2c…\". May be given more than once.",
        };
        var headFile = new Option<FileInfo?>("--head-file") { Description = "The file that the server writes the last entry's number and hash to (Audit:HeadFile)." };
        var command = new Command("verify", "Recompute the chain of hashes, and say which entry was changed, is missing or was cut off.") { file, head, headFile };
        command.SetAction((parsed, cancel) => RunAsync(parsed, async (lines, output) =>
        {
            var errors = parsed.InvocationConfiguration.Error;
            var anchors = new List<AuditHead>();
            var given = (parsed.GetValue(head) ?? []).Concat(parsed.GetValue(headFile) is { } from ? [await File.ReadAllTextAsync(from.FullName, cancel)] : []);
            foreach (var text in given)
            {
                if (AuditHead.Parse(text) is not { } anchor)
                {
                    await errors.WriteLineAsync($"'{text.Trim()}' is no head: it is a number, a space and 64 hexadecimal digits.");
                    return 1;
                }
                anchors.Add(anchor);
            }
            var (last, faults) = AuditChain.Check(lines, [.. anchors]);
            foreach (var fault in faults)
                await errors.WriteLineAsync(fault);
            if (faults.Count > 0)
                return 1;
            await output.WriteLineAsync($"{last.Number + 1} entries, none changed; head {last}");
            if (anchors.Count == 0)
                await output.WriteLineAsync("No head was given: entries cut off at the end would not be noticed.");
            return 0;
        }, parsed.GetValue(file), cancel));
        return command;
    }

    /// <param name="file">Null to ask the running server.</param>
    private static async Task<int> RunAsync(
        ParseResult parsed, Func<IEnumerable<string>, TextWriter, Task<int>> work, FileInfo? file, CancellationToken cancel)
    {
        try
        {
            var output = parsed.InvocationConfiguration.Output;
            return file is not null
                ? await work(File.ReadLines(file.FullName), output)
                : await AdminCall.RunAsync(parsed, async api => await api.LinesAsync(Record, cancel) is { } lines ? await work(lines, output) : 1);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
