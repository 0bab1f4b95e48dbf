using System.CommandLine;
using CivilLine.Sources;
using CivilLine.Sources.Mapping;

namespace CivilLine.Cli.Sources;

/// <summary><c>civilline source</c>: what vendors' own messages become, without a server.</summary>
internal static class SourceCommand
{
    public static Command Create(TimeProvider time) => new("source",
        """
        Sources: what a vendor's own transcript messages become. A server reads them in a built-in format, or by a mapping: a
        YAML file that says where in a message its call, words, speaker and times stand.

        To write a mapping for a vendor of yours:
          civilline source mapping gladia > ours.yaml              a shipped one to start from; its comments say how
          civilline source dry-run --mapping ours.yaml sample.json what a message that you saved becomes
        Then name it in the server's configuration:
          Sources:ours:Format=mapping   Sources:ours:Mapping=/etc/civilline/ours.yaml   Sources:ours:Secret=...
        and give the vendor the address http://SERVER/api/v1/sources/ours
        """)
    {
        DryRunCommand.Create(time),
        Formats(),
        Mapping(),
    };

    private static Command Formats()
    {
        var command = new Command("formats", "List the built-in formats, and the mappings that are shipped.");
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine("Formats, for the option Sources:NAME:Format and for dry-run --format:");
            foreach (var format in SourceFormats.Names)
                output.WriteLine(format switch
                {
                    SourceFormats.Mapped => $"  {format}    any vendor's, by the file in Sources:NAME:Mapping",
                    SourceFormats.Contract => $"  {format}   the events that POST /api/v1/events takes, one or several a message",
                    _ => $"  {format}",
                });
            output.WriteLine("Mappings, for Sources:NAME:Mapping beside Format=mapping and for dry-run --mapping:");
            foreach (var mapping in MappingFiles.Shipped)
                output.WriteLine($"  {mapping}");
        });
        return command;
    }

    private static Command Mapping()
    {
        var name = new Argument<string?>("NAME") { Description = $"One of {string.Join(", ", MappingFiles.Shipped)}.", Arity = ArgumentArity.ZeroOrOne };
        var schema = new Option<bool>("--schema") { Description = "Print the JSON schema of a mapping file instead, for editors." };
        var command = new Command("mapping", "Print a mapping that is shipped, to start your own from.") { name, schema };
        command.SetAction(parsed =>
        {
            var text = parsed.GetValue(schema) ? MappingReader.Schema : MappingFiles.ShippedText(parsed.GetValue(name) ?? "");
            if (text is not null)
            {
                parsed.InvocationConfiguration.Output.Write(text);
                return 0;
            }
            parsed.InvocationConfiguration.Error.WriteLine($"Name one of {string.Join(", ", MappingFiles.Shipped)}, or ask for --schema.");
            return 2;
        });
        return command;
    }
}
