namespace CivilLine.Sources;

/// <summary><c>Sources:&lt;name&gt;:Connection</c>: how a server of results is dialled; ranges in <see cref="ConnectionRules"/>.</summary>
internal sealed class ConnectionOptions
{
    /// <summary>Networks in CIDR form that may be dialled although they are private, and without TLS.</summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>Whether this machine itself may be dialled, without TLS.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>
    /// For servers that number their messages with a member <c>seq</c> and keep them: each is told <c>{"ack":seq}</c> once what
    /// it holds is durable, and a new connection asks for what comes <c>after=</c> the last of them.
    /// </summary>
    public bool Acknowledge { get; set; }

    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>The wait before the second attempt; it doubles from there, with jitter.</summary>
    public double RetrySeconds { get; set; } = 0.5;

    public double LongestRetrySeconds { get; set; } = 30;

    /// <summary>So many attempts, half of them failed within half a minute, and the server is left alone for a while.</summary>
    public int BreakAfter { get; set; } = 8;

    public double BreakSeconds { get; set; } = 15;
}
