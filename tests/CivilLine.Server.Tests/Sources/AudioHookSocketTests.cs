using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Sources;

/// <summary>Genesys dialling in as it does: with a signature, audio beside its messages, and a protocol to be answered.</summary>
public sealed class AudioHookSocketTests : IAsyncLifetime
{
    private const string Secret = "TXlTdXBlclNlY3JldEtleVRlbGxOby0xITJAMyM0JDU=";
    private const string ApiKey = "SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
        "Sources:hook:Format=genesys-audiohook", $"Sources:hook:Secret={Secret}", $"Sources:hook:ApiKey={ApiKey}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_signed_session_is_opened_pinged_heard_and_closed()
    {
        var call = Lines.NewCall();
        using var socket = await SourceSocket.OpenAsync(_server, "hook", "answers=true", null, Signed("nonce-1"));

        await socket.TellAsync($$"""{"version":"2","id":"s","type":"open","seq":1,"parameters":{"conversationId":"{{call}}","media":[{"type":"audio"}]} }""");
        await socket.Socket.SendAsync(new byte[1600], WebSocketMessageType.Binary, endOfMessage: true, TestContext.Current.CancellationToken);
        await socket.TellAsync("""{"version":"2","id":"s","type":"ping","seq":2,"parameters":{}}""");
        var heard = await socket.TellAsync($$"""
            {"type":"event","parameters":{"entities":[{"type":"transcript","data":{"id":"u","channel":"external","isFinal":true,
             "alternatives":[{"interpretations":[{"type":"display","transcript":"{{ScriptedScorer.Threat}}"} ] } ] } } ] } }
            """);
        await socket.TellAsync("""{"version":"2","id":"s","type":"close","seq":3,"parameters":{"reason":"end"}}""");

        Assert.Equal(1, heard.Accepted);
        Assert.Equal(["opened", "pong", "closed"], socket.Protocol.Select(answer => System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("type").GetString()));
        Assert.Single(await _server.AlertsAsync(call));
        await _server.CallAsync(call, "the end of the call", seen => seen.Call.EndedAt is not null);
    }

    [Fact]
    public async Task A_signature_opens_one_socket()
    {
        var signed = Signed("nonce-2");
        using var socket = await SourceSocket.OpenAsync(_server, "hook", "answers=true", null, signed);

        Assert.Equal(401, await SourceSocket.RefusedAsync(_server, "hook", "answers=true", null, signed));
        Assert.Equal(401, await SourceSocket.RefusedAsync(_server, "hook", "answers=true", null, Signed("nonce-3", madeSecondsAgo: 600)));
        Assert.Equal(401, await SourceSocket.RefusedAsync(_server, "hook", "callId=c-1", null, Signed("nonce-4")));
    }

    private (string Name, string Value)[] Signed(string nonce, int madeSecondsAgo = 0)
    {
        var created = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - madeSecondsAgo;
        var parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"(\"@request-target\" \"@authority\" \"audiohook-organization-id\" \"audiohook-session-id\" \"audiohook-correlation-id\" \"x-api-key\");keyid=\"{ApiKey}\";nonce=\"{nonce}\";alg=\"hmac-sha256\";created={created};expires={created + 900}");
        var signed = $"""
            "@request-target": /api/v1/sources/hook/stream?answers=true
            "@authority": {_server.Address.Authority}
            "audiohook-organization-id": o
            "audiohook-session-id": s
            "audiohook-correlation-id": c
            "x-api-key": {ApiKey}
            "@signature-params": {parameters}
            """.ReplaceLineEndings("\n");
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret), Encoding.UTF8.GetBytes(signed)));
        return
        [
            ("Audiohook-Organization-Id", "o"), ("Audiohook-Session-Id", "s"), ("Audiohook-Correlation-Id", "c"), ("X-API-KEY", ApiKey),
            ("Signature-Input", $"sig1={parameters}"), ("Signature", $"sig1=:{signature}:"),
        ];
    }
}
