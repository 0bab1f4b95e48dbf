using System.ComponentModel;
using System.Diagnostics;

namespace CivilLine.Cli.Data.Fetching;

/// <summary>Runs git in a folder.</summary>
internal sealed class Git(string folder, string program = "git")
{
    /// <returns>What it printed.</returns>
    /// <exception cref="FetchException">There is no git, or it failed.</exception>
    public async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            Environment =
            {
                ["GIT_TERMINAL_PROMPT"] = "0",
                ["LC_ALL"] = "C",
                // Hooks and filters of the user's own settings have no business with data of strangers.
                ["GIT_CONFIG_NOSYSTEM"] = "1",
                ["GIT_LFS_SKIP_SMUDGE"] = "1",
            },
        };
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0 ? await output : throw GitFault.Of(start.ArgumentList, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new FetchException($"There is no {program} here, which fetches the sets. Install git 2.30 or newer (on Debian: apt-get install git).");
        }
    }
}
