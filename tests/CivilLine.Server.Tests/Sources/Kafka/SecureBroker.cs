using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CivilLine.Server.Tests.Sources.Kafka;

/// <summary>
/// A broker as far as the door: TLS under a certificate of its own, and SASL PLAIN (Kafka's ApiVersions and SaslHandshake).
/// What comes after that is not answered.
/// </summary>
internal sealed class SecureBroker : IAsyncDisposable
{
    private const short Handshake = 17;
    private const short ApiVersions = 18;
    private const short UnsupportedVersion = 35;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _proof = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly X509Certificate2 _certificate;
    private readonly Task _accepting;

    public SecureBroker()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Servers => $"localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>What the first client proved itself by: mechanism, then name and password with bars between.</summary>
    public Task<string> ProofAsync() => _proof.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public bool IsAsked => _proof.Task.IsCompleted;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
            while (await AnswerAsync(stream))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // A client that does not trust us leaves in the middle; the next may.
        }
    }

    private async Task<bool> AnswerAsync(SslStream stream)
    {
        var request = await ReadAsync(stream);
        var (api, version, correlation) = (Short(request, 0), Short(request, 2), request.AsMemory(4, 4));
        if (api == ApiVersions)
        {
            await WriteAsync(stream, correlation, version == 0
                ? [0, 0, 0, 0, 0, 3, 0, (byte)Handshake, 0, 0, 0, 0, 0, (byte)ApiVersions, 0, 0, 0, 0, 0, 3, 0, 0, 0, 1]
                : [0, (byte)UnsupportedVersion, 0, 0, 0, 0]);
            return true;
        }
        if (api != Handshake)
            return false;
        var name = 10 + Math.Max((short)0, Short(request, 8));
        var mechanism = Encoding.UTF8.GetString(request, name + 2, Short(request, name));
        await WriteAsync(stream, correlation, [0, 0, 0, 0, 0, 1, 0, 5, .. "PLAIN"u8]);
        _proof.TrySetResult(mechanism + Encoding.UTF8.GetString(await ReadAsync(stream)).Replace('\0', '|'));
        return false;
    }

    private async Task<byte[]> ReadAsync(SslStream stream)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length, _stop.Token);
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await stream.ReadExactlyAsync(message, _stop.Token);
        return message;
    }

    private async Task WriteAsync(SslStream stream, ReadOnlyMemory<byte> correlation, byte[] body)
    {
        var message = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, 4 + body.Length);
        correlation.CopyTo(message.AsMemory(4));
        body.CopyTo(message, 8);
        await stream.WriteAsync(message, _stop.Token);
    }

    private static short Short(byte[] message, int at) => BinaryPrimitives.ReadInt16BigEndian(message.AsSpan(at));
}
