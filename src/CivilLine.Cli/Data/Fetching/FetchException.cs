namespace CivilLine.Cli.Data.Fetching;

/// <summary>A set cannot be had; the message says why and what to do.</summary>
/// <param name="mayPass">Whether another try may succeed: the network, a busy host.</param>
internal sealed class FetchException(string message, bool mayPass = false) : Exception(message)
{
    public bool MayPass { get; } = mayPass;
}
