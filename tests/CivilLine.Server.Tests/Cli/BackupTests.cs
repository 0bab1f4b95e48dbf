using System.IO.Compression;
using System.Text;
using CivilLine.Cli.Backups;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Review;

namespace CivilLine.Server.Tests.Cli;

public sealed class BackupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("civilline-backup-");

    public void Dispose() => _folder.Delete(recursive: true);

    private string File(string name) => Path.Combine(_folder.FullName, name);

    [Fact]
    public async Task Restored_folder_has_what_the_running_server_had_when_it_was_backed_up()
    {
        IReadOnlyList<string> before;
        await using (var reviewers = await Reviewers.StartAsync())
        {
            await reviewers.CallAsync("c-1", "you are a useless idiot", "well then");
            await Reviewers.LabelAsync(reviewers.Quinn, "c-1", "u-0", ["hostility"]);
            before = StoredCalls.Dump(reviewers.Server.Data);
            Assert.Equal(0, (await BackupAsync(reviewers.Server.Data, "one.backup")).Code);
            await reviewers.CallAsync("c-2", "what came later");
        }

        var restored = await RestoreAsync("one.backup", File("new"));

        Assert.True(restored.Code == 0, restored.Errors);
        Assert.Contains("1 calls, 4 fragments", restored.Output, StringComparison.Ordinal);
        Assert.Equal(before, StoredCalls.Dump(File("new")));
        await using var server = await TestServer.StartOnAsync(File("new"));
        Assert.Equal(4, (await server.CallAsync("c-1")).Fragments.Count);
        var labels = await server.GetAsync<System.Text.Json.JsonElement>("/api/v1/review/calls/c-1/labels");
        Assert.Single(labels.GetProperty("fragments").EnumerateArray());
    }

    [Fact]
    public async Task Restored_server_knows_those_who_were_signed_in_and_words_that_are_sent_again()
    {
        string cookie;
        var key = "";
        var line = Lines.Said("c-1", "u-1", "my parcel never came");
        await using (var server = await TestServer.StartAsync())
        {
            cookie = (await server.SignInAsync("Priya", Role.Supervisor, null, "billing")).Cookie;
            key = await server.NewKeyAsync();
            using var source = server.Client(key);
            await source.PostLinesAsync(line);
            await BackupAsync(server.Data, "one.backup");
        }

        await RestoreAsync("one.backup", File("new"));

        await using var again = await TestServer.StartOnAsync(File("new"));
        using var resent = again.Client(key);
        Assert.Equal(1, (await resent.PostLinesAsync(line)).Duplicates);
        again.Anonymous.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal("Priya", (await Reviewers.GetAsync<System.Text.Json.JsonElement>(again.Anonymous, "/api/v1/me")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Backup_holds_keys_unless_they_are_left_out_and_never_the_administrators()
    {
        await using var server = await TestServer.StartAsync();
        await System.IO.File.WriteAllTextAsync(Path.Combine(server.Data, "admin-key"), "clk_of_the_administrator", TestContext.Current.CancellationToken);
        await server.SignInAsync("Priya", Role.Supervisor, null, "billing");
        await server.PostAsync(Lines.Said("c-1", "u-1", "hello"));

        await BackupAsync(server.Data, "with.backup");
        var bare = await BackupAsync(server.Data, "without.backup", "--without-keys");

        Assert.Equal((true, true, false), Keys("with.backup"));
        Assert.Equal((false, false, false), Keys("without.backup"));
        Assert.Contains("sign in anew", bare.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_is_readable_by_its_owner_alone_and_leaves_nothing_else_behind()
    {
        await using var server = await TestServer.StartAsync();

        await BackupAsync(server.Data, "one.backup");

        Assert.Equal([File("one.backup")], Directory.GetFileSystemEntries(_folder.FullName));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File("one.backup")));
    }

    [Fact]
    public async Task Backup_is_not_written_over_a_file_and_not_made_of_a_folder_without_a_store()
    {
        await System.IO.File.WriteAllTextAsync(File("one.backup"), "mine", TestContext.Current.CancellationToken);
        await using var server = await TestServer.StartAsync();

        var over = await BackupAsync(server.Data, "one.backup");
        var none = await BackupAsync(_folder.FullName, "two.backup");

        Assert.Equal((1, 1), (over.Code, none.Code));
        Assert.Contains("is there already", over.Errors, StringComparison.Ordinal);
        Assert.Contains("holds no store", none.Errors, StringComparison.Ordinal);
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(File("one.backup"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Restore_is_refused_while_a_server_uses_the_folder_and_changes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        await BackupAsync(server.Data, "one.backup");
        await server.PostAsync(Lines.Said("c-1", "u-1", "hello"));

        var refused = await RestoreAsync("one.backup", server.Data);

        Assert.Equal(1, refused.Code);
        Assert.Contains("A server uses the data folder", refused.Errors, StringComparison.Ordinal);
        Assert.Single((await server.CallAsync("c-1")).Fragments);
    }

    [Fact]
    public async Task Restore_keeps_what_it_replaces_beside_it()
    {
        var data = File("data");
        await using (var server = await TestServer.StartOnAsync(data))
        {
            await server.PostAsync(Lines.Said("c-1", "u-1", "hello"));
            await BackupAsync(data, "one.backup");
            await server.PostAsync(Lines.Said("c-2", "u-1", "later"));
        }

        var restored = await RestoreAsync("one.backup", data);

        var replaced = Assert.Single(Directory.GetDirectories(data, "replaced-*"));
        Assert.Contains(replaced, restored.Output, StringComparison.Ordinal);
        Assert.Contains(StoredCalls.Dump(replaced), row => row.Contains("later", StringComparison.Ordinal));
        Assert.DoesNotContain(StoredCalls.Dump(data), row => row.Contains("later", StringComparison.Ordinal));
        Assert.Empty(Directory.GetDirectories(data, "restoring-*"));
    }

    [Fact]
    public async Task Restore_names_what_is_wrong_with_a_file_that_is_damaged_or_no_backup()
    {
        await using (var server = await TestServer.StartAsync())
        {
            await server.PostAsync([.. Enumerable.Range(0, 50).Select(i => Lines.Said("c-1", $"u-{i}", $"words that take some room {i}"))]);
            await BackupAsync(server.Data, "one.backup");
        }
        var whole = await System.IO.File.ReadAllBytesAsync(File("one.backup"), TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllBytesAsync(File("cut.backup"), whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);
        Array.Fill<byte>(whole, 0x5a, whole.Length / 3, 64);
        await System.IO.File.WriteAllBytesAsync(File("flipped.backup"), whole, TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(File("notes.txt"), "shopping", TestContext.Current.CancellationToken);
        using (var other = ZipFile.Open(File("other.zip"), ZipArchiveMode.Create))
            other.CreateEntry("readme.md");

        foreach (var name in (string[])["cut.backup", "flipped.backup", "notes.txt", "other.zip", "absent.backup"])
        {
            var refused = await RestoreAsync(name, File("new"));
            Assert.True(refused.Code == 1, $"{name} was restored");
            Assert.Matches(name is "absent.backup" ? "cannot be read" : name is "other.zip" ? "no backup" : "damaged", refused.Errors);
            Assert.False(System.IO.File.Exists(Path.Combine(File("new"), "civilline.db")), $"{name} left a store behind");
        }
    }

    [Fact]
    public async Task Restore_refuses_a_store_that_fails_the_integrity_check_though_its_file_is_whole()
    {
        await using (var server = await TestServer.StartAsync())
        {
            await server.PostAsync([.. Enumerable.Range(0, 200).Select(i => Lines.Said("c-1", $"u-{i}", $"words that take some room {i}"))]);
            await BackupAsync(server.Data, "one.backup");
        }
        Rewrite("one.backup", "civilline.db", bytes => Array.Fill<byte>(bytes, 0x5a, bytes.Length / 2, 8192));

        var refused = await RestoreAsync("one.backup", File("new"));

        Assert.Equal(1, refused.Code);
        Assert.Contains("integrity check", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_refuses_a_backup_of_a_newer_version_by_name()
    {
        await using (var server = await TestServer.StartAsync())
            await BackupAsync(server.Data, "one.backup");
        using (var archive = ZipFile.Open(File("one.backup"), ZipArchiveMode.Update))
        {
            var text = Read(archive, "civilline-backup.json").Replace("20261122213458_First", "29991231000000_Telepathy", StringComparison.Ordinal);
            archive.GetEntry("civilline-backup.json")!.Delete();
            using var entry = archive.CreateEntry("civilline-backup.json").Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        var refused = await RestoreAsync("one.backup", File("new"));

        Assert.Equal(1, refused.Code);
        Assert.Contains("29991231000000_Telepathy", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("newer", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_a_backup_cannot_lead_out_of_the_folder()
    {
        await using (var server = await TestServer.StartAsync())
            await BackupAsync(server.Data, "one.backup");
        using (var archive = ZipFile.Open(File("one.backup"), ZipArchiveMode.Update))
        {
            var text = Read(archive, "civilline-backup.json").Replace("\"review.db\"", "\"policies/../../review.db\"", StringComparison.Ordinal);
            archive.GetEntry("civilline-backup.json")!.Delete();
            using var entry = archive.CreateEntry("civilline-backup.json").Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        var refused = await RestoreAsync("one.backup", File("new"));

        Assert.Equal(1, refused.Code);
        Assert.Contains("no backup", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_does_not_start_where_a_restore_was_cut_off()
    {
        Directory.CreateDirectory(File("data"));
        await System.IO.File.WriteAllTextAsync(File("data/restore-unfinished"), "What was here before lies in there.", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestServer.StartOnAsync(File("data")));

        Assert.Contains("civilline restore", refusal.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File("data/civilline.db")), "a store was made over a restore that was cut off");
    }

    private (bool Text, bool SignIn, bool Administrator) Keys(string name)
    {
        using var archive = ZipFile.OpenRead(File(name));
        var entries = archive.Entries.Select(one => one.FullName).ToList();
        var all = string.Concat(archive.Entries.Select(one => Read(archive, one.FullName)));
        return (entries.Contains("text-key"), entries.Exists(one => one.StartsWith("sign-in-keys/", StringComparison.Ordinal)),
            all.Contains("clk_of_the_administrator", StringComparison.Ordinal));
    }

    /// <summary>Changes a file in a backup, and the hash that vouches for it.</summary>
    private void Rewrite(string backup, string name, Action<byte[]> change)
    {
        using var archive = ZipFile.Open(File(backup), ZipArchiveMode.Update);
        using var buffer = new MemoryStream();
        using (var stream = archive.GetEntry(name)!.Open())
            stream.CopyTo(buffer);
        var bytes = buffer.ToArray();
        var before = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        change(bytes);
        var text = Read(archive, "civilline-backup.json")
            .Replace(before, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), StringComparison.Ordinal);
        foreach (var (entry, content) in ((string, byte[])[])[(name, bytes), ("civilline-backup.json", Encoding.UTF8.GetBytes(text))])
        {
            archive.GetEntry(entry)!.Delete();
            using var stream = archive.CreateEntry(entry).Open();
            stream.Write(content);
        }
    }

    private static string Read(ZipArchive archive, string entry)
    {
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    private Task<CommandRun> BackupAsync(string data, string name, params string[] more) =>
        CommandRun.Of(BackupCommand.Create(TimeProvider.System), ["--to", File(name), "--data", data, .. more]);

    private Task<CommandRun> RestoreAsync(string name, string data) =>
        CommandRun.Of(RestoreCommand.Create(TimeProvider.System), "--from", File(name), "--data", data);
}
