using System.Runtime.CompilerServices;

namespace CivilLine.Server.Tests.Hosting;

public sealed class StoppedServerTests
{
    [Fact]
    public async Task Stopped_server_leaves_memory()
    {
        var held = new List<WeakReference>();
        for (var i = 0; i < 3; i++)
            held.Add(await StopAsync());
        // The last one may still stand in what this test awaited.
        await Eventually.True(() => Left(held) <= 1, "the servers to be collected", () => $"{Left(held)} of 3 are left");
    }

    private static int Left(List<WeakReference> held)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return held.Count(one => one.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> StopAsync()
    {
        var server = await TestServer.StartAsync();
        (await server.Admin.GetAsync("/health/ready", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        var services = new WeakReference(server.Services);
        await server.DisposeAsync();
        return services;
    }
}
