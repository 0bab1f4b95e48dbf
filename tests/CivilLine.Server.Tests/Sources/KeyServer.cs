using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CivilLine.Server.Tests.Sources;

/// <summary>An issuer of tokens: its keys on a real address, and tokens signed by them.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private readonly Dictionary<string, RSA> _keys = [];
    private WebApplication _app = null!;
    private int _asked;

    private KeyServer() => AddKey("key-1");

    public Uri KeysUrl => new(new Uri(_app.Urls.First()), "/certs");

    /// <summary>How often the keys were fetched.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public static async Task<KeyServer> StartAsync()
    {
        var server = new KeyServer();
        server._app = await LittleServer.StartAsync(app => app.MapGet("/certs", server.Keys));
        return server;
    }

    public void AddKey(string id)
    {
        lock (_keys)
            _keys[id] = RSA.Create(2048);
    }

    public void RemoveKey(string id)
    {
        lock (_keys)
            _keys.Remove(id);
    }

    /// <param name="sign">Null to sign with the key of that id.</param>
    public string Token(object claims, string key = "key-1", string algorithm = "RS256", Func<byte[], byte[]>? sign = null)
    {
        var head = Base64(JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, kid = key, typ = "JWT" }));
        var body = head + "." + Base64(JsonSerializer.SerializeToUtf8Bytes(claims));
        var bytes = Encoding.ASCII.GetBytes(body);
        byte[] signature;
        lock (_keys)
            signature = sign?.Invoke(bytes) ?? _keys[key].SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return body + "." + Base64(signature);
    }

    public byte[] PublicKey(string key)
    {
        lock (_keys)
            return _keys[key].ExportSubjectPublicKeyInfo();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var key in _keys.Values)
            key.Dispose();
    }

    private IResult Keys()
    {
        Interlocked.Increment(ref _asked);
        lock (_keys)
            return Results.Json(new
            {
                keys = _keys.Select(key => (key.Key, Parts: key.Value.ExportParameters(false))).Select(key => new
                {
                    kty = "RSA", alg = "RS256", use = "sig", kid = key.Key, n = Base64(key.Parts.Modulus!), e = Base64(key.Parts.Exponent!),
                }),
            });
    }

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
