using CivilLine.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using Secret = CivilLine.Security.Secret;

namespace CivilLine.Server.Tests.Security;

public sealed class HubTokenTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Roster _roster = new();
    private readonly HubTokens _tokens;
    private readonly ApiKey _key = new() { Id = "key_1", Name = "wallboard", Kind = KeyKind.Administrator, Hash = Secret.Hash("x") };

    public HubTokenTests()
    {
        _tokens = new HubTokens(new EphemeralDataProtectionProvider(), _roster, _time);
        _roster.Swap(RosterSnapshot.Of([], [], [_key]));
    }

    [Fact]
    public void Token_names_whoever_asked_for_it() =>
        Assert.Equal("key_1", _tokens.Read(Make(), "Bearer")!.FindFirst(AccessClaims.KeyId)!.Value);

    [Fact]
    public void Token_is_worth_nothing_after_two_minutes()
    {
        var token = Make();
        _time.Advance(HubTokens.Lifetime + TimeSpan.FromMilliseconds(1));
        Assert.Null(_tokens.Read(token, "Bearer"));
    }

    [Fact]
    public void Token_dies_with_the_key_it_was_made_for()
    {
        var token = Make();
        _key.RevokedAt = _time.GetUtcNow();
        Assert.Null(_tokens.Read(token, "Bearer"));
    }

    [Fact]
    public void Token_that_was_tampered_with_is_none()
    {
        var token = Make();
        Assert.Null(_tokens.Read(token[..^2] + (token[^2] == 'A' ? "BB" : "AA"), "Bearer"));
        Assert.Null(_tokens.Read(Secret.TokenPrefix + "nonsense", "Bearer"));
    }

    private string Make() =>
        _tokens.Make(new Viewer("key_1", "wallboard", Role.Administrator, null, null), isKey: true).Token;
}
