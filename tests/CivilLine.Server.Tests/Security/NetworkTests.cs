using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using CivilLine.Hosting;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Security;

/// <summary>What stands between the server and a network: TLS, proxies, names.</summary>
public sealed class NetworkTests(ServerFixture fixture) : IDisposable
{
    private readonly string _folder = TestServer.NewFolder();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/health/live")]
    [InlineData("/api/v1/calls")]
    [InlineData("/hubs/live")]
    [InlineData("/no/such/page")]
    [InlineData("/v1alpha1/comments:analyze")]
    public async Task Every_answer_carries_the_headers_that_tell_a_browser_what_it_may_not(string path)
    {
        using var answer = await fixture.Server.Anonymous.GetAsync(path, Cancel);

        Assert.Contains("frame-ancestors 'none'", One(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", One(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", One(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", One(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", One(answer, "Cross-Origin-Opener-Policy"));
        Assert.Contains("microphone=()", One(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/api/v1/calls")]
    [InlineData("/api/v1/me")]
    [InlineData("/health/ready")]
    public async Task What_holds_data_is_kept_by_no_cache(string path)
    {
        using var answer = await fixture.Server.Admin.GetAsync(path, Cancel);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task With_a_certificate_the_server_speaks_tls_and_its_cookie_is_bound_to_host_and_tls()
    {
        var (certificate, key) = MakeCertificate();
        await using var server = await TestServer.StartAsync(
            "urls=https://127.0.0.1:0", $"Kestrel:Certificates:Default:Path={certificate}", $"Kestrel:Certificates:Default:KeyPath={key}", "AllowedHosts=*");
        Assert.Equal("https", server.Address.Scheme);
        using var http = Trusting(certificate, server.Address);
        http.DefaultRequestHeaders.Host = $"monitor.example:{server.Address.Port}";
        http.DefaultRequestHeaders.Authorization = new("Bearer", TestServer.AdminKey);

        using var link = await http.PostAsJsonAsync($"/api/v1/admin/people/{RosterStore.FirstAdministrator}/link", new { }, Cancel);
        var url = JsonSerializer.Deserialize<JsonElement>(await link.Content.ReadAsStringAsync(Cancel)).GetProperty("url").GetString()!;
        Assert.StartsWith("https://monitor.example:", url, StringComparison.Ordinal);
        Assert.Equal("max-age=31536000", One(link, "Strict-Transport-Security"));
        http.DefaultRequestHeaders.Authorization = null;
        using var form = new FormUrlEncodedContent([new("token", new Uri(url).Query["?token=".Length..])]);
        using var signedIn = await http.PostAsync("/sign-in", form, Cancel);

        var cookie = One(signedIn, "Set-Cookie");
        Assert.StartsWith("__Host-civilline=", cookie, StringComparison.Ordinal);
        var said = cookie.Split("; ").Select(part => part.ToLowerInvariant()).ToList();
        Assert.Empty(new[] { "secure", "httponly", "samesite=strict", "path=/" }.Except(said));
        Assert.DoesNotContain(said, part => part.StartsWith("domain", StringComparison.Ordinal));
        http.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        using var me = await http.GetAsync("/api/v1/me", Cancel);
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    [Theory]
    [InlineData(null, "http")]
    [InlineData("10.1.0.0/16", "http")]
    [InlineData("127.0.0.0/8", "https")]
    public async Task Who_a_request_comes_from_is_told_by_configured_proxies_alone(string? proxy, string scheme)
    {
        await using var server = proxy is null ? await TestServer.StartAsync() : await TestServer.StartAsync($"Security:Proxies:0={proxy}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/admin/people/{RosterStore.FirstAdministrator}/link") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Host", "monitor.example");

        using var answer = await server.Admin.SendAsync(request, Cancel);

        var url = new Uri(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancel)).GetProperty("url").GetString()!);
        Assert.Equal((scheme, scheme == "https" ? "monitor.example" : "127.0.0.1"), (url.Scheme, url.Host));
    }

    [Fact]
    public async Task Tries_to_sign_in_are_counted_by_who_asks_and_not_by_who_they_say_they_are()
    {
        await using var server = await TestServer.StartAsync();
        var answers = new HashSet<HttpStatusCode>();
        for (var i = 0; i < 125; i++) // More than two windows take, wherever they begin.
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("token", $"cll_{i}")]) };
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i}");
            answers.Add((await server.Anonymous.SendAsync(request, Cancel)).StatusCode);
        }
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Theory]
    [InlineData("10.1.2.3/8x")]
    [InlineData("proxy.example")]
    public async Task Proxy_that_is_no_address_is_refused_by_name(string proxy)
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => TestServer.StartAsync($"Security:Proxies:0={proxy}"));
        Assert.Contains(proxy, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_anybodys_word_for_where_they_come_from_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => TestServer.StartAsync("FORWARDEDHEADERS_ENABLED=true"));
        Assert.Contains(Proxies.Option, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    public async Task A_server_of_this_machine_answers_to_its_own_names_alone(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = $"{host}:{fixture.Server.Address.Port}" } };
        using var answer = await fixture.Server.Anonymous.SendAsync(request, Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string One(HttpResponseMessage answer, string header) => Assert.Single(answer.Headers.GetValues(header));

    private (string Certificate, string Key) MakeCertificate()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=monitor.example", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var (file, keyFile) = (Path.Combine(_folder, "tls.pem"), Path.Combine(_folder, "tls.key"));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, rsa.ExportPkcs8PrivateKeyPem());
        return (file, keyFile);
    }

    private static HttpClient Trusting(string certificate, Uri address)
    {
        var expected = X509Certificate2.CreateFromPem(File.ReadAllText(certificate)).Thumbprint;
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, given, _, _) => given is X509Certificate2 { Thumbprint: var thumbprint } && thumbprint == expected,
            },
        }) { BaseAddress = address };
    }
}
