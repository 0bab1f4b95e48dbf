using CivilLine.Backups;

namespace CivilLine.Cli.Admin;

/// <summary>
/// Finds the administrator's key where the server finds it: <c>CIVILLINE_ADMIN_KEY</c>, else the file in the data folder.
/// </summary>
internal static class AdminKey
{
    private const string Variable = "CIVILLINE_ADMIN_KEY";

    /// <param name="data">The folder given on the command line; it goes before the variable, being the more exact.</param>
    public static (string? Key, string Missing) Find(DirectoryInfo? data, Func<string, string?> variable)
    {
        if (data is null && variable(Variable) is { Length: > 0 } given)
            return (given, "");
        var file = Path.Combine(data?.FullName ?? StoreFiles.FindFolder(variable), StoreFiles.AdministratorKey);
        try
        {
            return (File.ReadAllText(file).Trim(), "");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, $"No administrator's key: {file} cannot be read ({fault.Message}) "
                + $"Set {Variable}, or name the server's data folder with --data.");
        }
    }
}
