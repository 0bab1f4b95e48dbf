namespace CivilLine.Load.RealInput;

/// <summary>Words of others' data, which no file of the repository may hold.</summary>
internal static class OthersWords
{
    /// <returns>False, and said why, where the file lies inside the repository.</returns>
    public static async Task<bool> MayLieInAsync(FileInfo? file, string option, TextWriter errors)
    {
        if (file is null || Path.GetRelativePath(Repository.Root, file.FullName).StartsWith("..", StringComparison.Ordinal))
            return true;
        await errors.WriteLineAsync($"{option} holds words of others' data: give a file outside the repository.");
        return false;
    }
}
