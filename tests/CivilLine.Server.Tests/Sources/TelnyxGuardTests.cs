using System.Globalization;
using System.Net;
using System.Text;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSec.Cryptography;

namespace CivilLine.Server.Tests.Sources;

public sealed class TelnyxGuardTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 15, 0, TimeSpan.Zero);

    private readonly Key _key = Key.Create(SignatureAlgorithm.Ed25519);
    private readonly FakeTimeProvider _time = new(Now);

    public void Dispose() => _key.Dispose();

    /// <summary>RFC 8032, section 7.1, tests 1 to 3 and SHA(abc): the algorithm beneath is the one that Telnyx names.</summary>
    [Theory]
    [InlineData(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    [InlineData(
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")]
    public void Known_answers_verify_and_fail_where_one_bit_differs(string publicKey, string message, string signature)
    {
        var (key, said, signed) = (
            PublicKey.Import(SignatureAlgorithm.Ed25519, Convert.FromHexString(publicKey), KeyBlobFormat.RawPublicKey),
            Convert.FromHexString(message), Convert.FromHexString(signature));

        Assert.True(SignatureAlgorithm.Ed25519.Verify(key, said, signed));
        signed[5] ^= 1;
        Assert.False(SignatureAlgorithm.Ed25519.Verify(key, said, signed));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public async Task A_signature_is_good_for_five_minutes(int seconds, bool admitted)
    {
        var at = Seconds(Now.AddSeconds(seconds));

        Assert.Equal(admitted, await AdmitsAsync("{}", at, Sign(at, "{}")));
    }

    [Fact]
    public async Task A_signature_that_was_admitted_is_refused_once_it_is_stale()
    {
        var (at, signature) = (Seconds(Now), Sign(Seconds(Now), "{}"));
        Assert.True(await AdmitsAsync("{}", at, signature));

        _time.Advance(TelnyxGuard.Lifetime + TimeSpan.FromSeconds(1));

        Assert.False(await AdmitsAsync("{}", at, signature));
    }

    [Fact]
    public async Task Another_body_time_or_key_is_refused()
    {
        using var other = Key.Create(SignatureAlgorithm.Ed25519);
        var at = Seconds(Now);

        Assert.False(await AdmitsAsync("{ }", at, Sign(at, "{}")));
        Assert.False(await AdmitsAsync("{}", Seconds(Now.AddSeconds(1)), Sign(at, "{}")));
        Assert.False(await AdmitsAsync("{}", at, Sign(at, "{}", other)));
        // The bar keeps digits of the body from being taken for the time's.
        Assert.False(await AdmitsAsync("1|{}", at[..^1], Sign(at, "{}")));
    }

    [Theory]
    [InlineData("", "1795169700")]
    [InlineData("AAAA", "1795169700")]
    [InlineData("no base64 at all", "1795169700")]
    [InlineData(null, "")]
    [InlineData(null, "-1")]
    [InlineData(null, "soon")]
    [InlineData(null, "1795169700.5")]
    [InlineData(null, "99999999999999999999")]
    public async Task What_is_no_signature_or_no_time_is_refused(string? signature, string at) =>
        Assert.False(await AdmitsAsync("{}", at, signature ?? Sign(at, "{}")));

    [Fact]
    public async Task A_signed_webhook_alerts_and_again_changes_nothing_and_one_signed_by_another_is_refused()
    {
        await using var server = await TestServer.StartAsync(
            "Sources:telnyx:Format=mapping", "Sources:telnyx:Mapping=telnyx", "Sources:telnyx:Authentication=telnyx",
            $"Sources:telnyx:PublicKey={Convert.ToBase64String(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey))}");
        using var other = Key.Create(SignatureAlgorithm.Ed25519);
        var call = Lines.NewCall();
        var body = $$$$$"""
            {"data":{"event_type":"call.transcription","id":"e-1","occurred_at":"2026-11-20T11:00:02.000Z","payload":{"call_leg_id":"{{{{{call}}}}}",
             "transcription_data":{"confidence":0.9,"is_final":true,"transcript":"{{{{{ScriptedScorer.Threat}}}}}","transcription_track":"inbound"}}}}
            """;
        var at = Seconds(TimeProvider.System.GetUtcNow());

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(server, body, at, Sign(at, body, other)));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(server, body, at, Sign(at, body)));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(server, body, at, Sign(at, body)));

        Assert.Single(await server.AlertsAsync(call));
        Assert.Single((await server.CallAsync(call)).Fragments);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not a key")]
    public async Task A_key_that_is_none_is_told_at_the_start(string key)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => TestServer.StartAsync(
            "Sources:telnyx:Format=mapping", "Sources:telnyx:Mapping=telnyx", "Sources:telnyx:Authentication=telnyx", $"Sources:telnyx:PublicKey={key}"));

        Assert.Contains("Sources:telnyx:PublicKey must be", refused.Message, StringComparison.Ordinal);
    }

    private Task<bool> AdmitsAsync(string body, string at, string signature)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[TelnyxGuard.Timestamp] = at;
        request.Headers[TelnyxGuard.Signature] = signature;
        var guard = new TelnyxGuard(Convert.ToBase64String(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey)), _time);
        return guard.AdmitsAsync(request, Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken).AsTask();
    }

    private string Sign(string at, string body, Key? key = null) =>
        Convert.ToBase64String(SignatureAlgorithm.Ed25519.Sign(key ?? _key, Encoding.UTF8.GetBytes($"{at}|{body}")));

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static async Task<HttpStatusCode> PostAsync(TestServer server, string body, string at, string signature)
    {
        using var client = server.Client(null);
        client.DefaultRequestHeaders.Add(TelnyxGuard.Timestamp, at);
        client.DefaultRequestHeaders.Add(TelnyxGuard.Signature, signature);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/api/v1/sources/telnyx", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
