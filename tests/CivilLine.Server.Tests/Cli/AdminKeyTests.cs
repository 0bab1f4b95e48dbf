using CivilLine.Cli.Admin;

namespace CivilLine.Server.Tests.Cli;

public sealed class AdminKeyTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("civilline-cli-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public void Admin_key_comes_from_its_variable_when_no_folder_is_named()
    {
        var (key, _) = AdminKey.Find(null, name => name == "CIVILLINE_ADMIN_KEY" ? "from-variable" : null);
        Assert.Equal("from-variable", key);
    }

    [Fact]
    public void Admin_key_comes_from_the_named_folder_before_the_variable()
    {
        File.WriteAllText(Path.Combine(_data.FullName, "admin-key"), "from-file\n");
        var (key, _) = AdminKey.Find(_data, _ => "from-variable");
        Assert.Equal("from-file", key);
    }

    [Fact]
    public void Admin_key_comes_from_the_server_s_data_folder_when_nothing_else_is_said()
    {
        File.WriteAllText(Path.Combine(_data.FullName, "admin-key"), "from-file");
        var (key, _) = AdminKey.Find(null, name => name == "CIVILLINE_DATA" ? _data.FullName : null);
        Assert.Equal("from-file", key);
    }

    [Fact]
    public void Admin_key_that_is_nowhere_is_explained()
    {
        var (key, missing) = AdminKey.Find(_data, _ => null);
        Assert.Null(key);
        Assert.Contains("--data", missing, StringComparison.Ordinal);
    }
}
