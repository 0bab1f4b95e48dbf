using System.Text;
using CivilLine.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CivilLine.Server.Tests.Sources;

public sealed class TwilioGuardTests
{
    private const string Called = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private const string Form = "CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212";
    private const string Signature = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";

    [Theory]
    [InlineData("%2B12349013030", Signature)]
    [InlineData("%2B14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    public async Task The_published_signatures_are_admitted(string caller, string signature) => Assert.True(await AdmitsAsync(
        Called, Form.Replace("%2B12349013030", caller, StringComparison.Ordinal), signature));

    [Theory]
    [InlineData(Called, Form, "0/KCTR6DLpKmkAf8muzZqo1nDgR=")]
    [InlineData(Called, Form, "")]
    [InlineData(Called, Form, "not base64")]
    [InlineData(Called, Form + "&More=1", Signature)]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=3", Form, Signature)]
    [InlineData("https://other.com/myapp.php?foo=1&bar=2", Form, Signature)]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", Form, Signature)]
    public async Task Anything_else_is_not(string url, string form, string signature) =>
        Assert.False(await AdmitsAsync(url, form, signature));

    [Fact]
    public async Task Another_accounts_signature_is_not_admitted() =>
        Assert.False(await AdmitsAsync(Called, Form, Signature, token: "12346"));

    [Theory]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2")]
    public async Task The_port_that_goes_without_saying_may_be_said(string url) => Assert.True(await AdmitsAsync(url, Form, Signature));

    [Fact]
    public async Task The_address_that_was_called_is_the_configured_one() =>
        Assert.True(await AdmitsAsync("http://10.0.0.7:5080/myapp.php?foo=1&bar=2", Form, Signature, publicUrl: "https://mycompany.com/"));

    [Theory]
    [InlineData("{\"a\":1}", true)]
    [InlineData("{\"a\":2}", false)]
    public async Task A_json_body_is_proved_by_its_hash_in_the_signed_address(string body, bool admitted)
    {
        // printf '{"a":1}' | sha256sum
        const string Url = "https://mycompany.com/hook?bodySHA256=015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";
        var signature = new TwilioGuard("12345", null).Sign(Url, []);

        Assert.Equal(admitted, await AdmitsAsync(Url, body, signature, type: "application/json"));
    }

    [Fact]
    public async Task Values_of_one_name_are_signed_once_and_in_order()
    {
        var guard = new TwilioGuard("12345", null);
        var signature = guard.Sign(Called, [new("A", "1"), new("A", "2")]);

        Assert.True(await AdmitsAsync(Called, "A=2&A=1&A=2", signature));
    }

    private static async Task<bool> AdmitsAsync(
        string url, string body, string signature, string token = "12345", string? publicUrl = null,
        string type = "application/x-www-form-urlencoded") =>
        await new TwilioGuard(token, publicUrl).AdmitsAsync(
            Request(url, signature, type), Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);

    private static HttpRequest Request(string url, string signature, string type = "application/x-www-form-urlencoded")
    {
        var uri = new Uri(url);
        var request = new DefaultHttpContext().Request;
        request.Scheme = uri.Scheme;
        request.Host = new HostString(url.Split('/')[2]);
        request.Path = uri.AbsolutePath;
        request.QueryString = new QueryString(uri.Query);
        request.ContentType = type;
        request.Headers[TwilioGuard.Header] = signature;
        request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget = uri.PathAndQuery;
        return request;
    }
}
