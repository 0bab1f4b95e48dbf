using System.Diagnostics;
using System.Globalization;

namespace CivilLine.Faults;

/// <summary>strace on a running server: it writes down its system calls, or spoils them, until it is disposed of.</summary>
internal sealed class Strace : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private Strace(Process process) => _process = process;

    /// <summary>Whether it is there and may be used on this process's own children.</summary>
    public static async Task<bool> IsThereAsync(CancellationToken cancel)
    {
        try
        {
            using var process = Start(["-f", "-o", "/dev/null", "true"]);
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <param name="arguments">Such as <c>-e inject=fdatasync:delay_enter=500000</c>.</param>
    public static async Task<Strace> AttachAsync(int processId, string[] arguments, CancellationToken cancel)
    {
        var process = Start(["-f", "-p", processId.ToString(CultureInfo.InvariantCulture), .. arguments]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.Contains("attached", StringComparison.Ordinal))
                continue;
            // Threads that are begun later are told of as well, and nobody else reads that.
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            return new Strace(process);
        }
        throw new FaultException("strace could not be attached to the server");
    }

    public async ValueTask DisposeAsync()
    {
        // Killed, it could leave a thread of the server stopped.
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo("strace", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
}
