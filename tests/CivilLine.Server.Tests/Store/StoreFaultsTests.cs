using CivilLine.Server.Tests.Hosting;
using CivilLine.Store;
using Microsoft.Data.Sqlite;

namespace CivilLine.Server.Tests.Store;

public sealed class StoreFaultsTests : IDisposable
{
    private readonly string _folder = TestServer.NewFolder();

    private string File => Path.Combine(_folder, "some.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_database_that_may_not_grow_is_a_full_disk() => Assert.Equal(StoreTroubleKind.Full, KindOf(() =>
    {
        using var connection = Open();
        Run(connection, "CREATE TABLE One (Text TEXT)");
        Run(connection, "PRAGMA max_page_count = 3");
        Run(connection, "INSERT INTO One VALUES (hex(randomblob(100000)))");
    }));

    [Fact]
    public void A_database_opened_to_be_read_is_read_only() => Assert.Equal(StoreTroubleKind.ReadOnly, KindOf(() =>
    {
        using (var made = Open())
            Run(made, "CREATE TABLE One (Text TEXT)");
        using var connection = Open("Mode=ReadOnly");
        Run(connection, "INSERT INTO One VALUES ('a')");
    }));

    [Fact]
    public void A_file_that_is_no_database_is_damage() => Assert.Equal(StoreTroubleKind.Damaged, KindOf(() =>
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));
        using var connection = Open();
        Run(connection, "CREATE TABLE One (Text TEXT)");
    }));

    [Fact]
    public void A_folder_that_is_not_there_is_unreachable() => Assert.Equal(StoreTroubleKind.Unreachable, KindOf(() =>
    {
        using var connection = new SqliteConnection($"Data Source={_folder}/no/such.db");
        connection.Open();
    }));

    [Fact]
    public void A_row_that_breaks_a_rule_is_no_fault_of_the_store() => Assert.Null(KindOf(() =>
    {
        using var connection = Open();
        Run(connection, "CREATE TABLE One (Id INTEGER PRIMARY KEY); INSERT INTO One VALUES (1); INSERT INTO One VALUES (1)");
    }));

    [Fact]
    public void A_failed_write_is_told_as_such_where_the_folder_can_be_written()
    {
        var failed = new StoreTrouble(StoreTroubleKind.Failing, 778);

        Assert.Equal(failed, StoreFaults.AskSystem(failed, _folder));
        Assert.Empty(Directory.EnumerateFiles(_folder, "trial-*"));
    }

    private static StoreTroubleKind? KindOf(Action action) => StoreFaults.Of(Assert.Throws<SqliteException>(action))?.Kind;

    private SqliteConnection Open(string more = "")
    {
        var connection = new SqliteConnection($"Data Source={File};{more}");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
