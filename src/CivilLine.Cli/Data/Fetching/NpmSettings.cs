using System.ComponentModel;
using System.Diagnostics;

namespace CivilLine.Cli.Data.Fetching;

/// <summary>What the user's own npm is set to.</summary>
internal static class NpmSettings
{
    /// <exception cref="FetchException">There is no npm to ask, or it names no address.</exception>
    public static async Task<string> RegistryAsync(CancellationToken cancel, string program = "npm")
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["config", "get", "registry"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync(cancel);
            var said = (await process.StandardOutput.ReadToEndAsync(cancel)).Trim();
            await process.WaitForExitAsync(cancel);
            return Uri.TryCreate(said, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http")
                ? said
                : throw new FetchException($"npm names no registry ('{said}' {await errors}). Give --registry.");
        }
        catch (Win32Exception)
        {
            throw new FetchException($"There is no {program} here to say where packages are. Install it, or give --registry.");
        }
    }
}
