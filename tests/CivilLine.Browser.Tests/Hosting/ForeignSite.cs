using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CivilLine.Browser.Tests.Hosting;

/// <summary>Somebody else's page on an origin of its own, with a strict content policy and styles that would wreck what they reach.</summary>
internal sealed class ForeignSite : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public ForeignSite()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    public string Html { get; set; } = "";

    public string Script { get; set; } = "";

    /// <summary>The server whose banner the page carries.</summary>
    public string Server { get; set; } = "";

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var (type, text) = context.Request.Url!.AbsolutePath switch
                {
                    "/" => ("text/html", Html),
                    "/desk.js" => ("text/javascript", Script),
                    "/desk.css" => ("text/css", "* { font-size: 40px; color: red; text-transform: uppercase; } button { display: none; }"),
                    _ => ("text/plain", ""),
                };
                context.Response.ContentType = type + "; charset=utf-8";
                // No style-src and no unsafe-inline: what a component styles itself with has to come another way.
                context.Response.Headers["Content-Security-Policy"] =
                    $"default-src 'none'; script-src 'self' {Server}; style-src 'self'; connect-src {Server} {Server.Replace("http", "ws", StringComparison.Ordinal)}";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
