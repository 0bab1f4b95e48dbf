using System.Text;
using CivilLine.Sources;
using Microsoft.AspNetCore.Http;

namespace CivilLine.Server.Tests.Sources;

public sealed class BasicGuardTests
{
    [Theory]
    [InlineData("Basic ZGVlcGdyYW06YS1zZWNyZXQtb2Ytb3Vycw==", true)] // deepgram:a-secret-of-ours
    [InlineData("basic ZGVlcGdyYW06YS1zZWNyZXQtb2Ytb3Vycw==", true)]
    [InlineData("Basic ZGVlcGdyYW06YW5vdGhlci1zZWNyZXQ=", false)]
    [InlineData("Basic", false)]
    [InlineData("Bearer a-secret-of-ours", false)]
    [InlineData("", false)]
    public async Task A_name_and_password_are_admitted_together(string header, bool admitted)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = header;

        Assert.Equal(admitted, await new BasicGuard("deepgram", "a-secret-of-ours").AdmitsAsync(
            request, default, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"type":"Results","metadata":{"extra":{"callback_secret":"a-secret-of-ours"}}}""", true)]
    [InlineData("""{"metadata":{"extra":{"callback_secret":"another-secret"}}}""", false)]
    [InlineData("""{"metadata":{"extra":{"callback_secret":7}}}""", false)]
    [InlineData("""{"metadata":{"extra":"a-secret-of-ours"}}""", false)]
    [InlineData("""{"metadata":{"extra":{"callback_secret":"\ud800"}}}""", false)]
    [InlineData("[]", false)]
    [InlineData("", false)]
    public async Task Deepgrams_extra_metadata_holds_the_secret(string body, bool admitted) =>
        Assert.Equal(admitted, await new ExtraGuard("a-secret-of-ours").AdmitsAsync(
            new DefaultHttpContext().Request, Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken));
}
