using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CivilLine.Ingest;
using CivilLine.Notify;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Polly;
using Polly.CircuitBreaker;

namespace CivilLine.Sources;

/// <summary>
/// Dials one server of results and keeps to it. The format outlives the connection, so that what the server repeats
/// after a break is known again; a message is made durable before the next is read, however long that takes, and only
/// then acknowledged.
/// </summary>
internal sealed partial class SourceConnector : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private readonly ConfiguredSource _source;
    private readonly SourceReading _reading;
    private readonly ConnectionOptions _options;
    private readonly TimeSpan _ping;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly HttpMessageInvoker _http;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ResiliencePipeline _pipeline;
    private volatile ConnectorState _state;
    private long? _acknowledged;

    public SourceConnector(ConfiguredSource source, SourceIntake intake, IngestOptions ingest, TimeProvider time, ILogger log)
    {
        (_source, _options, _time, _log) = (source, source.Options.Connection, time, log);
        _ping = TimeSpan.FromSeconds(ingest.StreamPingSeconds);
        var query = QueryHelpers.ParseQuery(new Uri(source.Options.Connect!).Query);
        _reading = new SourceReading(source, SourceEndpoint.AddressOf(new QueryCollection(query)), intake, time);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = new NetworkGuard(ConnectionRules.Networks(_options)).ConnectAsync,
        });
        _pipeline = ConnectorPipeline.Build(_options, time, _circuit);
        _state = new ConnectorState(source.Name, false, time.GetUtcNow(), null, 0, 0, "not yet dialled", false);
    }

    public ConnectorState State => _state with { IsLeftAlone = _circuit.CircuitState is CircuitState.Open or CircuitState.Isolated };

    /// <summary>Until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            await _pipeline.ExecuteAsync(AttemptAsync, stopping);
    }

    public void Dispose()
    {
        _http.Dispose();
        _reading.Dispose();
    }

    /// <summary>One connection from its dialling to its end; fails unless it lasted, so that the next waits for its turn.</summary>
    private async ValueTask AttemptAsync(CancellationToken stopping)
    {
        var since = _time.GetTimestamp();
        try
        {
            await ConnectAsync(stopping);
        }
        // Whatever it is: one server's fault may end neither its own connection for good nor the host.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            var isExpected = exception is ConnectionEndedException or WebSocketException or OperationCanceledException or IOException;
            var why = exception is ConnectionEndedException ? exception.Message : isExpected ? "the connection broke" : "its messages could not be worked on";
            if (!isExpected)
                Log.Failed(_log, _source.Name, exception);
            if (_state.IsConnected)
                Log.Lost(_log, _source.Name, why);
            _state = _state with { IsConnected = false, Since = _time.GetUtcNow(), Error = why, Breaks = _state.Breaks + 1 };
            if (_time.GetElapsedTime(since) < TimeSpan.FromSeconds(_options.LongestRetrySeconds))
                throw new ConnectionEndedException(why, exception);
        }
    }

    private async Task ConnectAsync(CancellationToken stopping)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = _ping;
        socket.Options.KeepAliveTimeout = _ping;
        socket.Options.CollectHttpResponseDetails = true;
        if (_source.Options.Secret is { Length: > 0 } secret)
            socket.Options.SetRequestHeader(_source.Options.Header ?? HeaderGuard.Usual, $"Bearer {secret}");
        await DialAsync(socket, stopping);
        _state = _state with { IsConnected = true, Since = _time.GetUtcNow(), Error = null };
        Log.Connected(_log, _source.Name);
        using var messages = new SocketMessages(socket, SourceStream.MessageBytes);
        while (true)
        {
            var (kind, message) = await messages.NextAsync(stopping);
            switch (kind)
            {
                case SocketMessageKind.Text:
                    await TakeAsync(socket, message, stopping);
                    break;
                case SocketMessageKind.Closed:
                    throw new ConnectionEndedException("the server closed the connection");
                case SocketMessageKind.TooLong:
                    throw new ConnectionEndedException($"a message was longer than {SourceStream.MessageBytes} bytes");
                case SocketMessageKind.Binary when !_reading.SendsAudio:
                    throw new ConnectionEndedException("the server sends binary messages, not results");
            }
        }
    }

    private async Task DialAsync(ClientWebSocket socket, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            await socket.ConnectAsync(Address(), _http, patience.Token);
        }
        catch (OperationCanceledException exception) when (!stopping.IsCancellationRequested)
        {
            throw new ConnectionEndedException("no answer in time", exception);
        }
        catch (WebSocketException exception)
        {
            throw new ConnectionEndedException(Why(exception, socket.HttpStatusCode), exception);
        }
    }

    private static string Why(WebSocketException exception, HttpStatusCode status)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
            if (inner is RefusedTargetException refused)
                return refused.Message;
        return status == 0 ? "no connection" : string.Create(CultureInfo.InvariantCulture, $"refused with status {(int)status}");
    }

    private Uri Address()
    {
        var address = new UriBuilder(_source.Options.Connect!);
        if (_options.Acknowledge && _acknowledged is { } last)
            address.Query = new QueryBuilder(QueryHelpers.ParseQuery(address.Query)) { { "after", last.ToString(CultureInfo.InvariantCulture) } }.ToString();
        return address.Uri;
    }

    private async Task TakeAsync(ClientWebSocket socket, ReadOnlyMemory<byte> message, CancellationToken stopping)
    {
        // Not bound to the connection: what came before it broke is made durable all the same.
        await _reading.TakeAsync(message, Patience, stopping);
        _state = _state with { LastMessageAt = _time.GetUtcNow(), Messages = _state.Messages + 1 };
        foreach (var answer in _reading.Answers)
            await SendAsync(socket, answer, stopping);
        if (!_options.Acknowledge || Sequence(message.Span) is not { } sequence)
            return;
        await SendAsync(socket, string.Create(CultureInfo.InvariantCulture, $$"""{"ack":{{sequence}}}"""), stopping);
        _acknowledged = sequence;
    }

    private async Task SendAsync(ClientWebSocket socket, string message, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    /// <summary>The number that the server gave a message; null where it gave none, or the message is no JSON.</summary>
    private static long? Sequence(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isSequence = reader.ValueTextEquals("seq"u8);
                reader.Read();
                if (isSequence)
                    return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var sequence) ? sequence : null;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // It was refused as what it is.
        }
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(2471, LogLevel.Information, "The source {Source} is connected.")]
        public static partial void Connected(ILogger logger, string source);

        [LoggerMessage(2473, LogLevel.Error, "The source {Source} could not be worked on; it is dialled again.")]
        public static partial void Failed(ILogger logger, string source, Exception exception);

        [LoggerMessage(2472, LogLevel.Warning, "The source {Source} has lost its connection: {Why}. It is dialled again.")]
        public static partial void Lost(ILogger logger, string source, string why);
    }
}

/// <param name="Since">Since when it has been connected, or has not.</param>
/// <param name="LastMessageAt">When the server last sent something.</param>
/// <param name="Breaks">Connections that ended or never came about, since the start.</param>
/// <param name="Error">Why it is not connected.</param>
/// <param name="IsLeftAlone">Whether it failed so often that it is not even tried for a while.</param>
internal sealed record ConnectorState(
    string Source, bool IsConnected, DateTimeOffset Since, DateTimeOffset? LastMessageAt, long Messages, long Breaks, string? Error, bool IsLeftAlone);
