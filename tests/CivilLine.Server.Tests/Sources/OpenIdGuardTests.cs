using System.Security.Cryptography;
using CivilLine.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace CivilLine.Server.Tests.Sources;

public sealed class OpenIdGuardTests : IAsyncLifetime
{
    private const string Issuer = "https://accounts.google.com";
    private const string Audience = "https://calls.example.com/api/v1/sources/google";
    private const string Account = "push@project.iam.gserviceaccount.com";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 15, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);
    private KeyServer _keys = null!;
    private OpenIdGuard _guard = null!;

    public async ValueTask InitializeAsync()
    {
        _keys = await KeyServer.StartAsync();
        _guard = Guard();
    }

    public ValueTask DisposeAsync() => _keys.DisposeAsync();

    [Fact]
    public async Task The_issuers_token_for_us_is_admitted() => Assert.True(await AdmitsAsync(_keys.Token(Claims())));

    [Fact]
    public async Task The_keys_are_fetched_once()
    {
        for (var i = 0; i < 5; i++)
            Assert.True(await AdmitsAsync(_keys.Token(Claims())));

        Assert.Equal(1, _keys.Asked);
    }

    [Fact]
    public async Task A_new_key_of_the_issuer_is_fetched_when_it_is_first_used()
    {
        Assert.True(await AdmitsAsync(_keys.Token(Claims())));
        _keys.AddKey("key-2");
        _time.Advance(SigningKeys.Pause);

        Assert.True(await AdmitsAsync(_keys.Token(Claims(), "key-2")));
    }

    [Fact]
    public async Task A_key_that_the_issuer_withdrew_is_no_longer_good_after_an_hour()
    {
        var token = _keys.Token(Claims(expires: Now.AddHours(5)));
        Assert.True(await AdmitsAsync(token));
        _keys.AddKey("key-2");
        _keys.RemoveKey("key-1");

        _time.Advance(SigningKeys.Kept);

        Assert.False(await AdmitsAsync(token));
    }

    [Fact]
    public async Task Tokens_of_unknown_keys_do_not_make_us_ask_the_issuer_each_time()
    {
        for (var i = 0; i < 20; i++)
            Assert.False(await AdmitsAsync(_keys.Token(Claims(), "key-x", sign: _ => new byte[256])));

        Assert.Equal(1, _keys.Asked);
    }

    [Fact]
    public async Task A_token_of_another_issuer_is_refused() =>
        Assert.False(await AdmitsAsync(_keys.Token(Claims(issuer: "https://accounts.example.com"))));

    [Fact]
    public async Task A_token_for_somebody_else_is_refused() =>
        Assert.False(await AdmitsAsync(_keys.Token(Claims(audience: "https://other.example.com"))));

    [Fact]
    public async Task Another_accounts_token_is_refused() =>
        Assert.False(await AdmitsAsync(_keys.Token(Claims(email: "other@project.iam.gserviceaccount.com"))));

    [Fact]
    public async Task An_address_that_the_issuer_did_not_verify_is_refused() =>
        Assert.False(await AdmitsAsync(_keys.Token(Claims(verified: false))));

    [Theory]
    [InlineData(-3600, false)]
    [InlineData(-61, false)]
    [InlineData(-30, true)]
    [InlineData(3600, true)]
    public async Task A_token_is_good_until_it_expires(int seconds, bool admitted) =>
        Assert.Equal(admitted, await AdmitsAsync(_keys.Token(Claims(expires: Now.AddSeconds(seconds)))));

    [Fact]
    public async Task A_token_that_was_admitted_is_refused_once_it_has_expired()
    {
        var token = _keys.Token(Claims());
        Assert.True(await AdmitsAsync(token));

        _time.Advance(TimeSpan.FromHours(2));

        Assert.False(await AdmitsAsync(token));
    }

    [Fact]
    public async Task A_token_without_an_end_is_refused() => Assert.False(await AdmitsAsync(_keys.Token(new { iss = Issuer, aud = Audience, email = Account, email_verified = true })));

    [Fact]
    public async Task An_unsigned_token_is_refused() =>
        Assert.False(await AdmitsAsync(_keys.Token(Claims(), algorithm: "none", sign: _ => [])));

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_secret_is_refused() =>
        Assert.False(await AdmitsAsync(_keys.Token(
            Claims(), algorithm: "HS256", sign: bytes => HMACSHA256.HashData(_keys.PublicKey("key-1"), bytes))));

    [Fact]
    public async Task A_changed_token_is_refused()
    {
        var parts = _keys.Token(Claims()).Split('.');
        var other = _keys.Token(Claims(email: "other@example.com")).Split('.');

        Assert.False(await AdmitsAsync($"{parts[0]}.{other[1]}.{parts[2]}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    public async Task What_is_no_token_is_refused(string token) => Assert.False(await AdmitsAsync(token));

    [Fact]
    public async Task Nobody_is_admitted_while_the_keys_cannot_be_had()
    {
        var guard = new OpenIdGuard(new OpenIdIssuer([Issuer], "http://127.0.0.1:9/certs"), Audience, Account, _time);

        Assert.False(await AdmitsAsync(_keys.Token(Claims()), guard));
    }

    private OpenIdGuard Guard() => new(new OpenIdIssuer([Issuer], _keys.KeysUrl.ToString()), Audience, Account, _time);

    private async Task<bool> AdmitsAsync(string token, OpenIdGuard? guard = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = "Bearer " + token;
        return await (guard ?? _guard).AdmitsAsync(request, default, TestContext.Current.CancellationToken);
    }

    private static object Claims(
        string issuer = Issuer, string audience = Audience, string email = Account, bool verified = true, DateTimeOffset? expires = null) =>
        new
        {
            iss = issuer, aud = audience, email, email_verified = verified, sub = "1",
            iat = Now.AddHours(-2).ToUnixTimeSeconds(), exp = (expires ?? Now.AddHours(1)).ToUnixTimeSeconds(),
        };
}
