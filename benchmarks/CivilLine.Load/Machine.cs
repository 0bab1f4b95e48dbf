using System.Runtime.InteropServices;

namespace CivilLine.Load;

/// <summary>What the figures were measured on.</summary>
internal sealed record Machine(string Processor, int Cores, string System, string Runtime)
{
    private const string ProcessorInfo = "/proc/cpuinfo";

    public static Machine Describe() => new(
        Name(), Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription);

    private static string Name() => File.Exists(ProcessorInfo)
        ? File.ReadLines(ProcessorInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1].Trim() ?? "unknown"
        : RuntimeInformation.ProcessArchitecture.ToString();
}
