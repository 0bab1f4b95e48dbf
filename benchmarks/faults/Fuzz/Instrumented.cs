using System.Diagnostics;
using SharpFuzz;

namespace CivilLine.Faults.Fuzz;

/// <summary>
/// This program once more, in a folder of its own, where the parsers' assemblies count the ways that are taken through them.
/// Also what keeps this process alive where an input brings that one down.
/// </summary>
internal sealed class Instrumented : IDisposable
{
    private static readonly string[] Assemblies = ["CivilLine.Core.dll", "CivilLine.Server.dll", "YamlDotNet.dll"];

    private static int _made;

    // Below the repository, so that the corpus is found from there too.
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(Path.Combine(
        AppContext.BaseDirectory, $"instrumented-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}"));

    public static Instrumented Make()
    {
        var made = new Instrumented();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(made._folder.FullName, Path.GetFileName(file)));
        // Native libraries, which are found beside the assemblies.
        var natives = Path.Combine(AppContext.BaseDirectory, "runtimes");
        foreach (var file in Directory.Exists(natives) ? Directory.EnumerateFiles(natives, "*", SearchOption.AllDirectories) : [])
        {
            var copy = Path.Combine(made._folder.FullName, "runtimes", Path.GetRelativePath(natives, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        foreach (var assembly in Assemblies)
            Fuzzer.Instrument(
                Path.Combine(made._folder.FullName, assembly),
                _ => true,
                Options.Value);
        return made;
    }

    public const string CurrentName = "current";

    public string Folder => _folder.FullName;

    public string CurrentInput => Path.Combine(_folder.FullName, CurrentName);

    public string Report => Path.Combine(_folder.FullName, "report.json");

    /// <returns>The process's exit code.</returns>
    public async Task<int> RunAsync(IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            [Path.Combine(_folder.FullName, "CivilLine.Faults.dll"), .. arguments])
        {
            WorkingDirectory = Shared.Repository.Root,
            RedirectStandardOutput = true,
        })!;
        // Its figures are told here, once; what it says meanwhile goes by the other stream.
        process.BeginOutputReadLine();
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
        return process.ExitCode;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
