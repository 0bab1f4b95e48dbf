using System.CommandLine;
using CivilLine.Backups;

namespace CivilLine.Cli.Backups;

/// <summary><c>civilline restore</c>: puts a backup in a data folder's place, and keeps what it replaces beside it.</summary>
internal static class RestoreCommand
{
    public static Command Create(TimeProvider time)
    {
        var from = new Option<FileInfo>("--from") { Description = "A file that 'civilline backup' wrote.", Required = true };
        var command = new Command(
            "restore",
            "Check a backup and put it in the data folder's place; what was there is kept in a folder beside it. "
            + "Refused while a server uses the folder, and for a file that is damaged, of a newer version, or no backup.")
        {
            from, BackupCommand.Data,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(from)!.FullName, BackupCommand.Folder(parsed), time.GetUtcNow(), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string file, string folder, DateTimeOffset at, InvocationConfiguration console)
    {
        Restored restored;
        try
        {
            restored = Restorer.Restore(file, folder, at);
        }
        catch (BackupException fault)
        {
            console.Error.WriteLine(fault.Message);
            return 1;
        }
        console.Output.WriteLine($"{folder}: {BackupCommand.Describe(restored.Backup)}; made by CivilLine {restored.Backup.Version}, checked");
        if (restored.Replaced is { } replaced)
            console.Output.WriteLine($"What was here before lies in {replaced}; delete it once it is not needed.");
        if (restored.Lost is { } lost)
            console.Error.WriteLine(lost);
        console.Output.WriteLine(restored.HasAdministratorKey
            ? "The administrator's key is the one that the folder had."
            : "The server makes a new administrator's key when it starts, unless CIVILLINE_ADMIN_KEY is set.");
        if (!restored.Backup.HasKeys)
            console.Output.WriteLine("The backup has no keys in it: people sign in anew, each webhook needs a new secret, and words that are sent again count as new.");
        return 0;
    }
}
