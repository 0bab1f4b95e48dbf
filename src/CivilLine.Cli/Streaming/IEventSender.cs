namespace CivilLine.Cli.Streaming;

/// <summary>One way into the server. A session sends until all is answered, or throws when the connection is lost.</summary>
internal interface IEventSender
{
    /// <exception cref="RefusedException">The server will not have us at all; trying again is no use.</exception>
    Task SendAllAsync(Outbox outbox, Tally tally, CancellationToken cancel);
}

/// <summary>The server understood and said no: a wrong key, a wrong address.</summary>
internal sealed class RefusedException(string message) : Exception(message);
