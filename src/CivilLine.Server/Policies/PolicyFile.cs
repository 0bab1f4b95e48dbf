using System.Security.Cryptography;
using System.Text;
using CivilLine.Hosting;
using CivilLine.Store;

namespace CivilLine.Policies;

/// <summary>Where the centre's policy lies: the file that was named at the start, else policy.yaml in the data folder.</summary>
/// <param name="IsNamed">Named at the start, so that it must be there.</param>
internal sealed record PolicyFile(string Path, bool IsNamed)
{
    public const string Variable = "CIVILLINE_POLICY";
    private const string Setting = "policy";
    private const string InData = "policy.yaml";

    public static PolicyFile From(IConfiguration configuration, DataFolder data)
    {
        var named = configuration[Setting] is { Length: > 0 } given ? given : configuration[Variable];
        return string.IsNullOrWhiteSpace(named)
            ? new PolicyFile(data.File(InData), false)
            : new PolicyFile(System.IO.Path.GetFullPath(named), true);
    }

    /// <summary>Null where there is none.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public string? Read()
    {
        try
        {
            return File.ReadAllText(Path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Written beside and then moved, so that nobody ever reads half of it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Write(string yaml)
    {
        var draft = $"{Path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.draft";
        try
        {
            File.WriteAllText(draft, yaml, new UTF8Encoding(false));
            File.Move(draft, Path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <exception cref="StartRefusedException">It was named and is not there.</exception>
    public void MustBeThere()
    {
        if (IsNamed && !File.Exists(Path))
            throw new StartRefusedException($"The policy {Path} is not there. Name a file with --policy or {Variable}, or neither for the standard policy.");
    }
}
