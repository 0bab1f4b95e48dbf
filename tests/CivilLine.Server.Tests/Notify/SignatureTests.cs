using CivilLine.Notify;

namespace CivilLine.Server.Tests.Notify;

public sealed class SignatureTests
{
    private const string Known = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The example that the Standard Webhooks libraries test themselves by.</summary>
    [Fact]
    public void Signature_is_that_of_the_standards_example()
    {
        Assert.True(WebhookSecret.TryRead(Known, out var key));

        var signature = WebhookSecret.Sign(
            [key], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}""");

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void Former_secret_signs_beside_the_new_one_until_its_time_is_over()
    {
        var until = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        var target = new WebhookTarget(new Uri("https://example.com"), new byte[32], new byte[24], until);

        Assert.Equal([32, 24], target.KeysAt(until.AddSeconds(-1)).Select(key => key.Length));
        Assert.Equal([32], target.KeysAt(until).Select(key => key.Length));
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64 at all, but long enough to be one")]
    public void Secret_of_another_form_is_not_read(string secret) => Assert.False(WebhookSecret.TryRead(secret, out _));

    [Fact]
    public void New_secrets_can_be_read_and_differ()
    {
        Assert.True(WebhookSecret.TryRead(WebhookSecret.New(), out var one));
        Assert.True(WebhookSecret.TryRead(WebhookSecret.New(), out var other));

        Assert.Equal(32, one.Length);
        Assert.NotEqual(one, other);
    }
}
