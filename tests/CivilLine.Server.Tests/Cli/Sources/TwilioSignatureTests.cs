using CivilLine.Cli.Streaming;

namespace CivilLine.Server.Tests.Cli.Sources;

public sealed class TwilioSignatureTests
{
    [Theory]
    [InlineData("%2B12349013030", "0/KCTR6DLpKmkAf8muzZqo1nDgQ=")]
    [InlineData("%2B14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    public void Signature_is_the_one_that_Twilio_publishes(string from, string signature) => Assert.Equal(signature, TwilioSignature.Of(
        "12345", new Uri("https://mycompany.com/myapp.php?foo=1&bar=2"),
        $"To=%2B18005551212&CallSid=CA1234567890ABCDE&From={from}&Caller={from}&Digits=1234"));
}
