namespace CivilLine.Cli;

/// <summary>Where a server of this user keeps its data, found as the server finds it.</summary>
internal static class DataFolder
{
    public static string Of(Func<string, string?> variable) =>
        variable("CIVILLINE_DATA") is { Length: > 0 } folder
            ? folder
            : Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "CivilLine");
}
