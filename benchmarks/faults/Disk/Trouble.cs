using System.Diagnostics;

namespace CivilLine.Faults.Disk;

/// <summary>One thing that can happen to a disk.</summary>
/// <param name="Says">Words that an administrator must read in the readiness check while it lasts.</param>
/// <param name="IsBusy">Whether nothing can be acknowledged meanwhile.</param>
/// <param name="Begin">Disposed of, it is over.</param>
internal sealed record Trouble(
    string Name, string Says, bool IsBusy, Func<ServerLives, CancellationToken, Task<IAsyncDisposable>> Begin)
{
    private const int DiskMegabytes = 48;

    /// <summary>Before the server starts; null where nothing is needed.</summary>
    public Func<string, CancellationToken, Task<IAsyncDisposable>>? Prepare { get; init; }

    /// <summary>Has a disk of its own filled to the last byte.</summary>
    public static readonly Trouble Full = new("full", "the disk is full", IsBusy: true, FillAsync) { Prepare = MountAsync };

    public static readonly Trouble Locked = new("locked", "locked by another process", IsBusy: true, LockAsync);

    public static readonly Trouble ReadOnly = Spoilt("read-only", "read-only", isBusy: true, "inject=pwrite64:error=EROFS");

    public static readonly Trouble Failing = Spoilt("failing writes", "fails to read or to write", isBusy: true, "inject=pwrite64:error=EIO");

    public static readonly Trouble FailingSyncs = Spoilt("failing syncs", "fails to read or to write", isBusy: true, "inject=fdatasync,fsync:error=EIO");

    public static readonly Trouble Slow = Spoilt("slow (500 ms a sync)", "the disk is slow", isBusy: false, "inject=fdatasync,fsync:delay_enter=500000");

    private static Trouble Spoilt(string name, string says, bool isBusy, string inject) => new(
        name, says, isBusy, async (lives, cancel) => await Strace.AttachAsync(lives.ProcessId, ["-o", "/dev/null", "-e", inject], cancel));

    private static async Task<IAsyncDisposable> MountAsync(string folder, CancellationToken cancel)
    {
        await RunAsync("mount", ["-t", "tmpfs", "-o", $"size={DiskMegabytes}m,mode=0700", "civilline-faults", folder], cancel);
        return new Undo(() => RunAsync("umount", ["-l", folder], CancellationToken.None));
    }

    private static async Task<IAsyncDisposable> FillAsync(ServerLives lives, CancellationToken cancel)
    {
        var ballast = Path.Combine(lives.Data, "ballast");
        var block = new byte[4096];
        await using (var file = new FileStream(ballast, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            try
            {
                while (true)
                    await file.WriteAsync(block, cancel);
            }
            catch (IOException)
            {
                // That was the last block.
            }
        }
        return new Undo(() =>
        {
            File.Delete(ballast);
            return Task.CompletedTask;
        });
    }

    private static async Task<IAsyncDisposable> LockAsync(ServerLives lives, CancellationToken cancel)
    {
        var shell = Process.Start(new ProcessStartInfo("sqlite3", [Path.Combine(lives.Data, "civilline.db")]) { RedirectStandardInput = true })!;
        // What it prints waits in its buffer; a file of one answer is closed at once.
        var sign = Path.Combine(lives.Data, "locked.txt");
        await shell.StandardInput.WriteLineAsync($".timeout 10000\nBEGIN IMMEDIATE;\n.once {sign}\nSELECT 'locked';".AsMemory(), cancel);
        await shell.StandardInput.FlushAsync(cancel);
        for (var tries = 0; !File.Exists(sign); tries++)
        {
            if (tries == 200)
                throw new FaultException("the database could not be locked");
            await Task.Delay(50, cancel);
        }
        return new Undo(async () =>
        {
            await shell.StandardInput.WriteLineAsync("ROLLBACK;\n.quit");
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
            shell.Dispose();
        });
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new NotHereException($"{program}: {(await process.StandardError.ReadToEndAsync(cancel)).Trim()}");
    }

    private sealed class Undo(Func<Task> undo) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await undo();
    }
}

/// <summary>It cannot be made to happen on this machine, or by this user.</summary>
internal sealed class NotHereException(string message) : Exception(message);
