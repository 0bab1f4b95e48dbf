using CivilLine.Store;
using Microsoft.Extensions.Configuration;

namespace CivilLine.Server.Tests.Security;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("civilline-folder-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Secret_is_made_once_and_read_by_its_owner_alone()
    {
        var folder = DataFolder.From(new ConfigurationBuilder()
            .AddInMemoryCollection([new(DataFolder.Variable, Path.Combine(_root, "data"))]).Build());
        var first = folder.Secret("admin-key", () => "clk_first");
        var second = folder.Secret("admin-key", () => "clk_second");
        Assert.Equal((first, second), ("clk_first", "clk_first"));
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("admin-key")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Path));
    }
}
