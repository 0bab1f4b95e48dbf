using System.CommandLine;
using CivilLine.Cli.Data.Converters;

namespace CivilLine.Cli.Data;

/// <summary><c>civilline data list</c>: a table, a set a row.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "Lists the sets: what for, whence, under which licence.") { DataCommand.Catalogue, DataCommand.Only, DataCommand.Role };
        command.SetAction(parsed =>
        {
            try
            {
                Write(parsed.InvocationConfiguration.Output, DataCommand.Chosen(parsed));
                return 0;
            }
            catch (InvalidDataException error)
            {
                parsed.InvocationConfiguration.Error.WriteLine(error.Message);
                return 2;
            }
        });
        return command;
    }

    private static void Write(TextWriter output, IReadOnlyList<DataSet> sets)
    {
        output.WriteLine("| set | for | rows | licence | class | from | table |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var set in sets)
            output.WriteLine($"| {set.Name} | {set.Role} | {set.Rows} | {set.Licence} | {set.LicenceClass} | {string.Join(", ", set.Sources)} | {Made(set)} |");
    }

    private static string Made(DataSet set) => set.Role is DataRole.Lexicon or DataRole.Weights
        ? "as it is"
        : Converter.Of(set.Name) is null ? "no converter yet" : "converted";
}
