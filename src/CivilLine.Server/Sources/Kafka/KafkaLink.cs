using System.Text.Json;
using Confluent.Kafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace CivilLine.Sources.Kafka;

/// <summary>What the client says of its brokers. Its own words hold addresses, so that only the kind of an error is kept.</summary>
internal sealed partial class KafkaLink(string source, TimeProvider time, ILogger log)
{
    private volatile KafkaState _state = new(source, false, time.GetUtcNow(), "no broker has answered yet", null);
    private volatile string? _fatal;

    /// <summary>Why no connection came about, until one does: that no broker is left says less.</summary>
    private volatile string? _shut;

    public KafkaState State => _state;

    /// <summary>Taken once: the next client begins without it.</summary>
    public string? Fatal => Interlocked.Exchange(ref _fatal, null);

    public void Failed(Error error)
    {
        var why = error.Code.GetReason();
        if (error.IsFatal)
            _fatal = why;
        // Single connections break and come back; what counts is whether any is left, which the statistics say.
        if (error.Code is ErrorCode.Local_Transport or ErrorCode.Local_Resolve or ErrorCode.Local_TimedOut && !error.IsFatal)
            return;
        if (error.Code is ErrorCode.Local_Ssl or ErrorCode.Local_Authentication)
            _shut = why;
        else if (error.Code == ErrorCode.Local_AllBrokersDown)
            why = _shut ?? why;
        if (_state.Error != why)
            Log.Failed(log, source, why);
        _state = _state with { Error = why };
        if (error.Code == ErrorCode.Local_AllBrokersDown)
            Connect(false);
    }

    /// <param name="json">The client's statistics, every few seconds: which brokers are up.</param>
    public void Measured(string json)
    {
        using var statistics = JsonDocument.Parse(json);
        var isUp = statistics.RootElement.GetProperty("brokers").EnumerateObject()
            .Any(broker => broker.Value.GetProperty("nodeid").GetInt32() >= 0 && broker.Value.GetProperty("state").GetString() == "UP");
        Connect(isUp);
    }

    public void Committed(Error error)
    {
        if (error.IsError && error.Code is not (ErrorCode.Local_NoOffset or ErrorCode.RebalanceInProgress))
            Log.NotCommitted(log, source, error.Code.GetReason());
    }

    public void Assigned()
    {
        _state = _state with { Error = null };
        Connect(true);
    }

    public void Said(LogMessage message) => Log.Client(log, source, message.Facility, message.Message);

    private void Connect(bool isUp)
    {
        if (isUp)
        {
            if (_state.Error == (_shut ?? ErrorCode.Local_AllBrokersDown.GetReason()))
                _state = _state with { Error = null };
            _shut = null;
        }
        if (_state.IsConnected == isUp)
            return;
        _state = _state with { IsConnected = isUp, Since = time.GetUtcNow() };
        if (isUp)
            Log.Connected(log, source);
    }

    private static partial class Log
    {
        [LoggerMessage(2487, LogLevel.Information, "The source {Source} is connected to its brokers.")]
        public static partial void Connected(ILogger logger, string source);

        [LoggerMessage(2488, LogLevel.Warning, "The source {Source} has trouble with its brokers: {Why}. It goes on trying.")]
        public static partial void Failed(ILogger logger, string source, string why);

        [LoggerMessage(2489, LogLevel.Warning, "The source {Source} could not commit where it is: {Why}. What was read since is read again after a restart.")]
        public static partial void NotCommitted(ILogger logger, string source, string why);

        [LoggerMessage(2490, LogLevel.Debug, "The client of the source {Source} says {Facility}: {Words}")]
        public static partial void Client(ILogger logger, string source, string facility, string words);
    }
}
