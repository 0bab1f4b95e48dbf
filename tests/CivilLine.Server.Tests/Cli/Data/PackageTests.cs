using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CivilLine.Cli.Data.Fetching;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Cli.Data;

/// <summary>A package of our own, on an HTTP server of our own.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    private readonly Upstream _upstream = new();
    private readonly Queue<int> _statuses = new();
    private byte[] _tarball = Tarball(("package/dist/model.json", "{}"), ("package/dist/shard1", "1"), ("package/README.md", "read me"));
    private WebApplication _registry = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await LittleServer.StartAsync(app => app.MapGet("/@lab/weights/-/weights-1.0.0.tgz", () =>
            _statuses.TryDequeue(out var status) ? Results.StatusCode(status) : Results.Bytes(_tarball)));
    }

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        _upstream.Dispose();
    }

    [Fact]
    public async Task Fetch_unpacks_the_files_of_a_package_that_are_named()
    {
        var run = await Fetch(Integrity());

        Assert.Equal("", run.Errors);
        Assert.Equal(0, run.Code);
        Assert.Equal(["model.json", "shard1"], Directory.GetFiles(Path.Combine(_upstream.Out, "weights", "encoder")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Fetch_keeps_nothing_of_a_package_with_another_hash()
    {
        var onRecord = Integrity();
        _tarball = Tarball(("package/dist/model.json", "{ }"), ("package/dist/shard1", "2"));

        var run = await Fetch(onRecord);

        Assert.Equal(1, run.Code);
        Assert.Contains("is not the package on record", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_upstream.Out, "model.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Fetch_tries_again_when_the_registry_is_busy()
    {
        _statuses.Enqueue(StatusCodes.Status503ServiceUnavailable);

        var run = await Fetch(Integrity(), "--tries", "2");

        Assert.Equal(0, run.Code);
        Assert.Contains("Trying again in", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_does_not_try_again_when_there_is_no_such_package()
    {
        _statuses.Enqueue(StatusCodes.Status404NotFound);

        var run = await Fetch(Integrity(), "--tries", "4");

        Assert.Equal(1, run.Code);
        Assert.Contains("answered 404", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_says_that_a_registry_cannot_be_reached()
    {
        await _registry.StopAsync();

        var run = await Fetch(Integrity());

        Assert.Equal(1, run.Code);
        Assert.Contains("cannot be reached", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_refuses_a_package_that_would_write_outside_its_folder()
    {
        _tarball = Tarball(("package/../../dist/model.json", "{}"));

        var run = await Fetch(Integrity());

        Assert.Equal(1, run.Code);
        Assert.Contains("would write outside its folder", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retries_wait_longer_each_time_and_end_with_the_last_error()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var tried = 0;
        var running = Retries.Of(3, time, _ => { }).ExecuteAsync(
            ValueTask (CancellationToken _) => throw new FetchException($"try {++tried}", mayPass: true), TestContext.Current.CancellationToken).AsTask();

        await Eventually.True(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                return running.IsCompleted;
            },
            "three tries");

        Assert.Equal("try 3", (await Assert.ThrowsAsync<FetchException>(() => running)).Message);
    }

    [Fact]
    public async Task Registry_is_what_npm_is_set_to_unless_another_is_given() =>
        Assert.True(Uri.IsWellFormedUriString(await NpmSettings.RegistryAsync(TestContext.Current.CancellationToken), UriKind.Absolute));

    [Fact]
    public async Task Registry_must_be_given_where_there_is_no_npm()
    {
        var error = await Assert.ThrowsAsync<FetchException>(
            () => NpmSettings.RegistryAsync(TestContext.Current.CancellationToken, "no-such-npm"));

        Assert.Contains("give --registry", error.Message, StringComparison.Ordinal);
    }

    private Task<CommandRun> Fetch(string integrity, params string[] more) => _upstream
        .List("encoder", "weights", "weights/encoder/", new { package = "@lab/weights", version = "1.0.0", integrity, paths = new[] { "dist/model.json", "dist/shard*" } })
        .Fetch(["--registry", _registry.Urls.First(), .. more]);

    private string Integrity() => "sha512-" + Convert.ToBase64String(SHA512.HashData(_tarball));

    private static byte[] Tarball(params (string Name, string Text)[] files)
    {
        var packed = new MemoryStream();
        using (var writer = new TarWriter(new GZipStream(packed, CompressionLevel.Fastest)))
        {
            foreach (var (name, text) in files)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }
        return packed.ToArray();
    }
}
