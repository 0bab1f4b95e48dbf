using System.Security.Cryptography;
using System.Text;
using CivilLine.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;

namespace CivilLine.Server.Tests.Sources;

/// <summary>Around the example of the vendor's documentation, whose signature is known.</summary>
public sealed class AudioHookGuardTests
{
    private const string Secret = "TXlTdXBlclNlY3JldEtleVRlbGxOby0xITJAMyM0JDU=";
    private const string ApiKey = "SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh";
    private const string Components =
        "(\"@request-target\" \"@authority\" \"audiohook-organization-id\" \"audiohook-session-id\" \"audiohook-correlation-id\" \"x-api-key\")";

    private const string Parameters =
        Components + ";keyid=\"" + ApiKey + "\";nonce=\"VGhpc0lzQVVuaXF1ZU5vbmNl\";alg=\"hmac-sha256\";created=1641013200;expires=3282026430";

    private const string Known = "NZBwyBHRRyRoeLqy1IzOa9VYBuI8TgMFt2GRDkDuJh4=";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1641013210));

    [Fact]
    public async Task Documented_signature_is_good() => Assert.True(await AdmitsAsync(Guard(), Request()));

    [Fact]
    public async Task Signature_is_good_once()
    {
        var guard = Guard();

        Assert.True(await AdmitsAsync(guard, Request()));
        Assert.False(await AdmitsAsync(guard, Request()));
    }

    [Theory]
    [InlineData(-31)]
    [InlineData(301)]
    public async Task Signature_of_another_time_is_refused(int secondsAfterItsMaking)
    {
        var guard = new AudioHookGuard(Options(), new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1641013200 + secondsAfterItsMaking)));

        Assert.False(await AdmitsAsync(guard, Request()));
    }

    [Fact]
    public async Task Signature_is_refused_once_it_says_that_it_has_expired()
    {
        var parameters = Parameters.Replace("3282026430", "1641013205", StringComparison.Ordinal);

        Assert.False(await AdmitsAsync(Guard(), Request(parameters, Sign(parameters))));
        Assert.True(await AdmitsAsync(Guard(), Request(parameters.Replace("1641013205", "1641013215", StringComparison.Ordinal), Sign(parameters.Replace("1641013205", "1641013215", StringComparison.Ordinal)))));
    }

    [Theory]
    [InlineData("Audiohook-Session-Id", "another")]
    [InlineData("Audiohook-Organization-Id", "another")]
    [InlineData("Audiohook-Correlation-Id", "another")]
    [InlineData("X-API-KEY", "another")]
    [InlineData("Host", "elsewhere.example.com")]
    [InlineData("Signature", "sig1=:AAAA:")]
    [InlineData("Signature", "sig2=:" + Known + ":")]
    [InlineData("Signature", "sig1=:")]
    [InlineData("Signature", "")]
    [InlineData("Signature-Input", "")]
    [InlineData("Signature-Input", "sig1=")]
    [InlineData("Signature-Input", "sig1=()")]
    [InlineData("Signature-Input", "sig1=();created=1;expires")]
    [InlineData("Signature-Input", "sig1=(\"")]
    public async Task Request_that_was_changed_is_refused(string header, string value)
    {
        var request = Request();
        request.Headers[header] = value;

        Assert.False(await AdmitsAsync(Guard(), request));
    }

    [Fact]
    public async Task Another_address_is_refused()
    {
        var request = Request();
        request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget += "?callId=c-1";

        Assert.False(await AdmitsAsync(Guard(), request));
    }

    [Theory]
    [InlineData("\"x-api-key\"", "\"@authority\"")]
    [InlineData(" \"audiohook-session-id\"", "")]
    [InlineData(";nonce=\"VGhpc0lzQVVuaXF1ZU5vbmNl\"", "")]
    [InlineData(";created=1641013200", "")]
    [InlineData(";expires=3282026430", "")]
    [InlineData("hmac-sha256", "hmac-sha1")]
    [InlineData("keyid=\"SGVs", "keyid=\"AAAA")]
    public async Task Signature_that_leaves_out_what_it_must_hold_is_refused_though_it_is_right(string part, string instead)
    {
        var parameters = Parameters.Replace(part, instead, StringComparison.Ordinal);

        Assert.NotEqual(Parameters, parameters);
        Assert.False(await AdmitsAsync(Guard(), Request(parameters, Sign(parameters))));
    }

    [Fact]
    public void Configuration_without_key_or_with_a_secret_that_is_no_base64_is_named()
    {
        var wrong = AudioHookGuard.Wrong(new SourceOptions { Secret = "not base64 at all, this" }).ToList();

        Assert.Equal(2, wrong.Count);
        Assert.DoesNotContain(wrong, line => line.Contains("not base64", StringComparison.Ordinal));
    }

    private AudioHookGuard Guard() => new(Options(), _time);

    private static SourceOptions Options() => new() { Format = "genesys-audiohook", Secret = Secret, ApiKey = ApiKey };

    private static async Task<bool> AdmitsAsync(AudioHookGuard guard, HttpRequest request) =>
        await guard.AdmitsAsync(request, default, TestContext.Current.CancellationToken);

    private static HttpRequest Request(string parameters = Parameters, string signature = Known)
    {
        var context = new DefaultHttpContext();
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = "/api/v1/voicebiometrics/ws";
        foreach (var (name, value) in Headers())
            context.Request.Headers[name] = value;
        context.Request.Headers["Signature-Input"] = "sig1=" + parameters;
        context.Request.Headers["Signature"] = $"sig1=:{signature}:";
        return context.Request;
    }

    private static Dictionary<string, string> Headers() => new()
    {
        ["Host"] = "audiohook.example.com",
        ["Audiohook-Organization-Id"] = "d7934305-0972-4844-938e-9060eef73d05",
        ["Audiohook-Session-Id"] = "30b0e395-84d3-4570-ac13-9a62d8f514c0",
        ["Audiohook-Correlation-Id"] = "e160e428-53e2-487c-977d-96989bf5c99d",
        ["X-API-KEY"] = ApiKey,
    };

    /// <summary>As the vendor would sign it, whatever it lists.</summary>
    private static string Sign(string parameters)
    {
        var listed = parameters[1..parameters.IndexOf(')', StringComparison.Ordinal)].Split(' ').Select(name => name.Trim('"'));
        var headers = Headers().ToDictionary(one => one.Key.ToLowerInvariant(), one => one.Value);
        var lines = listed.Select(name => $"\"{name}\": {name switch
        {
            "@request-target" => "/api/v1/voicebiometrics/ws",
            "@authority" => headers["host"],
            _ => headers[name],
        }}");
        var signed = string.Join('\n', lines.Append($"\"@signature-params\": {parameters}"));
        return Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret), Encoding.UTF8.GetBytes(signed)));
    }
}
