using System.CommandLine;
using System.Globalization;
using CivilLine.Backups;

namespace CivilLine.Cli.Backups;

/// <summary><c>civilline backup</c>: one file of all that a server must not lose, made while it runs.</summary>
internal static class BackupCommand
{
    public static readonly Option<DirectoryInfo?> Data = new("--data") { Description = "The server's data folder; else CIVILLINE_DATA, else the usual place." };

    public static Command Create(TimeProvider time)
    {
        var to = new Option<FileInfo>("--to") { Description = "The file to write; it must not be there yet.", Required = true };
        var withoutKeys = new Option<bool>("--without-keys")
        {
            Description = "Leave out text-key and sign-in-keys. After a restore people sign in anew, each webhook needs a new secret, and words that are sent again count as new.",
        };
        var command = new Command(
            "backup",
            "Write one file of calls, labels, people, policies and the keys that are needed to come back, whether or not the server runs. "
            + "The administrator's key is never in it. Whoever has the file can read every call in it: keep it as safe as the data folder.")
        {
            to, Data, withoutKeys,
        };
        command.SetAction(parsed => Run(
            Folder(parsed), parsed.GetValue(to)!.FullName, !parsed.GetValue(withoutKeys), time.GetUtcNow(), parsed.InvocationConfiguration));
        return command;
    }

    public static string Folder(ParseResult parsed) => parsed.GetValue(Data)?.FullName ?? StoreFiles.FindFolder(Environment.GetEnvironmentVariable);

    public static string Describe(BackupManifest backup) => string.Create(
        CultureInfo.InvariantCulture, $"{backup.Calls} calls, {backup.Fragments} fragments, as of {backup.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");

    private static int Run(string folder, string file, bool withKeys, DateTimeOffset at, InvocationConfiguration console)
    {
        BackupManifest backup;
        try
        {
            backup = BackupWriter.Write(folder, file, withKeys, at);
        }
        catch (BackupException fault)
        {
            console.Error.WriteLine(fault.Message);
            return 1;
        }
        console.Output.WriteLine($"{file}: {Describe(backup)}; checked");
        console.Output.WriteLine(withKeys
            ? "With text-key and sign-in-keys. Not in it: the administrator's key, and what stands in environment variables and configuration files."
            : "Without any key: after a restore people sign in anew, each webhook needs a new secret, and words that are sent again count as new.");
        try
        {
            BackupsMade.Note(folder, new BackupMade(at, file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine($"The backup is good, but could not be noted in {folder}: who erases a call will not be told of it. {fault.Message}");
        }
        return 0;
    }
}
