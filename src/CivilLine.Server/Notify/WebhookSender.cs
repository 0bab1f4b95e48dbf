using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CivilLine.Notify;

internal enum SendKind
{
    Delivered,
    Failed,

    /// <summary>Not tried: the webhook is known to be down.</summary>
    Broken,

    /// <summary>The receiver says that it wants nothing more, for good.</summary>
    Gone,
}

/// <param name="Error">Kind of fault, in words that hold neither an address nor what was sent.</param>
internal readonly record struct SendResult(SendKind Kind, int? Status = null, string? Error = null, TimeSpan? RetryAfter = null);

/// <summary>Sends to one webhook. What one of them does or leaves undone reaches no other.</summary>
internal sealed class WebhookSender
{
    private static readonly MediaTypeHeaderValue CloudEvent = new("application/cloudevents+json", "utf-8");

    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public WebhookSender(HttpMessageInvoker http, NotifyOptions options, TimeProvider time)
    {
        (_http, _time) = (http, time);
        _pipeline = WebhookPipeline.Build(options, time, _circuit);
    }

    public CircuitState Circuit => _circuit.CircuitState;

    /// <summary>Tries as often as the options say. Throws only where it is cancelled.</summary>
    public async Task<SendResult> SendAsync(WebhookTarget target, string messageId, string body, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _pipeline.ExecuteAsync(
                async token => await AttemptAsync(target, messageId, body, token), cancellationToken);
            return Judge(response.StatusCode);
        }
        catch (BrokenCircuitException broken)
        {
            return new SendResult(SendKind.Broken, RetryAfter: broken.RetryAfter);
        }
        catch (TimeoutRejectedException)
        {
            return new SendResult(SendKind.Failed, Error: "no answer in time");
        }
        catch (HttpRequestException fault)
        {
            return new SendResult(
                SendKind.Failed, Error: fault.InnerException is RefusedTargetException refused ? refused.Message : $"no connection ({fault.HttpRequestError})");
        }
        catch (IOException)
        {
            return new SendResult(SendKind.Failed, Error: "the connection broke");
        }
    }

    private Task<HttpResponseMessage> AttemptAsync(WebhookTarget target, string messageId, string body, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new StringContent(body, Encoding.UTF8, CloudEvent) };
        request.Headers.Add("webhook-id", messageId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecret.Sign(target.KeysAt(now), messageId, now, body));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CivilLine", "1"));
        // Whatever the receiver says beyond its status is not read: it could go on for ever.
        return _http.SendAsync(request, cancellationToken);
    }

    private static SendResult Judge(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => new SendResult(SendKind.Delivered, (int)status),
        410 => new SendResult(SendKind.Gone, 410, "the receiver is gone"),
        >= 300 and < 400 => new SendResult(SendKind.Failed, (int)status, "redirected, which is not followed"),
        var code => new SendResult(SendKind.Failed, code, "refused"),
    };
}

/// <summary>Where to, and the keys that sign.</summary>
internal sealed record WebhookTarget(Uri Url, byte[] Key, byte[]? FormerKey = null, DateTimeOffset? FormerUntil = null)
{
    public IEnumerable<byte[]> KeysAt(DateTimeOffset now) => FormerKey is not null && now < FormerUntil ? [Key, FormerKey] : [Key];
}
