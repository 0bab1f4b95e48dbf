using System.ComponentModel;
using System.Diagnostics;

namespace CivilLine.Cli.Training.Encoder;

/// <summary>Runs the trainer of the encoder, which is PyTorch's work; what it prints goes to this program's output.</summary>
/// <param name="script">train.py.</param>
/// <param name="published">Folder of the published weights that it starts from.</param>
/// <param name="pretrained">Weights that pretrain.py went on to; null for the published ones.</param>
internal sealed class PythonTrainer(string script, string published, string? pretrained)
{
    private const string Python = "python3";

    /// <summary>The vocabulary of the published weights.</summary>
    public string Pieces => Path.Combine(published, "vocab.json");

    /// <returns>What the trainer lacks, before anything long is done; null where it can run.</returns>
    public async Task<string?> LacksAsync(CancellationToken cancel)
    {
        if (!File.Exists(script))
            return $"There is no trainer {script}: run this from the root of the repository, or name it with --trainer.";
        if (!File.Exists(Path.Combine(published, "model.json")) || !File.Exists(Pieces))
            return $"--published {published} does not hold the published weights (model.json, its shards, vocab.json); models/README.md says where they come from.";
        return await RunAsync(["-c", "import torch, onnx"], quiet: true, cancel) is 0
            ? null
            : $"The second stage is trained with PyTorch, which {Python} cannot import here together with onnx. "
                + "On Debian: apt-get install python3-torch libopenblas0-pthread python3-onnx (without that OpenBLAS it is many times slower).";
    }

    /// <returns>Null when encoder.onnx and pieces.json lie in <paramref name="output"/>, else what went wrong.</returns>
    public async Task<string?> RunAsync(string examples, string output, TrainSettings settings, CancellationToken cancel)
    {
        string[] more = pretrained is null ? [] : ["--pretrained", pretrained];
        var code = await RunAsync(
            [script, "--examples", examples, "--published", published, "--out", output, "--seed", $"{settings.Seed}", "--threads", $"{settings.Workers}", .. more],
            quiet: false, cancel);
        return code is 0 ? null : $"{script} ended with code {code}; what it printed says why.";
    }

    /// <returns>The exit code; null where there is no Python.</returns>
    private static async Task<int?> RunAsync(string[] arguments, bool quiet, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardError = quiet, RedirectStandardOutput = quiet };
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                if (quiet)
                    await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
                await process.WaitForExitAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
