using System.Net;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Security.OpenId;

/// <summary>A browser that keeps cookies by host and goes one redirect at a time.</summary>
internal sealed class Traveller(TestServer server) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public IEnumerable<string> Cookies => _cookies.Keys;

    /// <summary>From the button to where the server sends the browser in the end.</summary>
    public async Task<string> SignInAsync() => await EndAsync(await ComeBackAsync());

    /// <summary>As far as the provider's answer, which is not handed in yet.</summary>
    public async Task<Uri> ComeBackAsync()
    {
        var ask = (await GetAsync(new Uri(server.Address, "/sign-in/oidc"))).Location;
        Assert.True(ask.Authority != server.Address.Authority, $"the button leads to {ask}");
        return (await GetAsync(ask)).Location;
    }

    public async Task<string> EndAsync(Uri callback) => (await GetAsync(callback)).Location.PathAndQuery;

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var ask = new HttpRequestMessage(method, path);
        ask.Headers.Add("X-CivilLine", "1");
        return await SendAsync(ask);
    }

    public void Forget(string name) => _cookies.Remove(_cookies.Keys.Single(cookie => cookie.Contains(name, StringComparison.Ordinal)));

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, Uri Location)> GetAsync(Uri address)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await SendAsync(ask);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.Headers.Location is not null, $"{address} was answered {(int)answer.StatusCode}: {text}");
        return (answer.StatusCode, new Uri(address, answer.Headers.Location));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage ask)
    {
        var address = new Uri(server.Address, ask.RequestUri!);
        if (address.Authority == server.Address.Authority && _cookies.Count > 0)
            ask.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await _http.SendAsync(ask, TestContext.Current.CancellationToken);
        if (address.Authority == server.Address.Authority && answer.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set.Select(one => one.Split(';')[0].Split('=', 2)))
                if (cookie[1].Length == 0)
                    _cookies.Remove(cookie[0]);
                else
                    _cookies[cookie[0]] = cookie[1];
        return answer;
    }
}
