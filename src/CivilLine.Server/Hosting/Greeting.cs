using System.Diagnostics;
using CivilLine.Demo;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CivilLine.Hosting;

/// <summary>More to say at the start; <c>{0}</c> is the server's address.</summary>
internal sealed record GreetingNote(string Text);

/// <summary>What whoever started the server reads first: where it is, how to come in, where its data lies.</summary>
internal sealed class Greeting(
    IServer server,
    SignInLinks links,
    DataFolder folder,
    IEnumerable<GreetingNote> notes,
    IConfiguration configuration,
    TimeProvider time)
    : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = Address(server);
        var text = new StringWriter();
        var started = new DateTimeOffset(Process.GetCurrentProcess().StartTime.ToUniversalTime());
        await text.WriteLineAsync($"CivilLine is ready after {(time.GetUtcNow() - started).TotalSeconds:0.0} s");
        await text.WriteLineAsync($"  Address  {address}");
        await text.WriteLineAsync($"  Data     {folder.Path}");
        // Where a key was given, others may read this output, and the key makes links.
        if (string.IsNullOrEmpty(configuration[AdministratorKey.Variable]) || configuration.IsDemo())
        {
            var link = await links.MakeAsync(RosterStore.FirstAdministrator, address, cancellationToken);
            await text.WriteLineAsync($"  Sign in  {link.Url}");
            await text.WriteLineAsync($"           once, until {link.ExpiresAt:HH:mm} UTC; `civilline admin link` prints another");
        }
        foreach (var note in notes)
            await text.WriteLineAsync(note.Text.Replace("{0}", address, StringComparison.Ordinal));
        await Console.Out.WriteAsync(text.ToString().AsMemory(), cancellationToken);
    }

    /// <summary>The first address, as a browser on this machine opens it.</summary>
    internal static string Address(IServer server)
    {
        var first = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        return first.Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal)
            .TrimEnd('/');
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
