using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CivilLine.Server.Tests.Notify;

/// <summary>One request as a receiver had it.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, string ContentType, string Body)
{
    public JsonElement Event => JsonElement.Parse(Body);

    /// <summary>Written here a second time, so that the sender is not measured by itself.</summary>
    public bool IsSignedBy(string secret)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var expected = "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
        return Signature.Split(' ').Contains(expected);
    }
}

/// <summary>A receiver of webhooks on a real socket, that answers as it is told to.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private WebApplication _app = null!;

    private Receiver()
    {
    }

    public ConcurrentQueue<Received> All { get; } = new();

    public int Answer { get; set; } = 204;

    /// <summary>What is waited for before anything is answered.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    public string? Location { get; set; }

    /// <summary>Seconds after which to try again; null to say nothing of it.</summary>
    public string? RetryAfter { get; set; }

    public Uri Url => new(_app.Urls.First() + "/hook");

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        receiver._app = await LittleServer.StartAsync(app => app.MapPost("/hook", receiver.TakeAsync));
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        string Header(string name) => context.Request.Headers[name].ToString();
        All.Enqueue(new Received(
            Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), context.Request.ContentType ?? "", body));
        await Until.WaitAsync(context.RequestAborted);
        if (Location is not null)
            context.Response.Headers.Location = Location;
        if (RetryAfter is not null)
            context.Response.Headers.RetryAfter = RetryAfter;
        context.Response.StatusCode = Answer;
    }
}
