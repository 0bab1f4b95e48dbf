using CivilLine.Cli.Data.Fetching;
using CivilLine.Cli.Speech;

namespace CivilLine.Server.Tests.Cli.Data;

public sealed class FetchTests : IDisposable
{
    private static readonly (string, string) Meeting = ("talk/train/one.txt", "ann|good morning all.|fg\nbob|morning|aa\n");

    private readonly Upstream _upstream = new();

    public void Dispose() => _upstream.Dispose();

    [Fact]
    public async Task Fetch_makes_the_table_of_a_set_from_its_commit_and_takes_nothing_else()
    {
        var commit = _upstream.Commit("lab/meetings", Meeting, ("audio/one.wav", "very long"));
        _upstream.Commit("lab/meetings", ("talk/train/one.txt", "ann|something newer|fg\n"));

        var run = await _upstream.ListMeetings(commit, "talk/train/*.txt").Fetch();

        Assert.Equal("", run.Errors);
        Assert.Equal(0, run.Code);
        Assert.Equal(["good morning all.", "morning"], Texts());
        Assert.Empty(Directory.EnumerateFiles(_upstream.Out, "*.wav", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Fetch_finds_a_commit_by_the_first_ten_digits_of_its_hash()
    {
        var commit = _upstream.Commit("lab/meetings", Meeting);
        _upstream.Commit("lab/meetings", ("talk/train/one.txt", "ann|something newer|fg\n"));

        var run = await _upstream.ListMeetings(commit[..10], "talk/train/*.txt").Fetch();

        Assert.Equal(0, run.Code);
        Assert.Equal(["good morning all.", "morning"], Texts());
    }

    [Fact]
    public async Task Fetch_says_that_a_table_differs_from_the_one_on_record()
    {
        var run = await _upstream.ListMeetings(_upstream.Commit("lab/meetings", Meeting), "talk/train/*.txt").Fetch();

        Assert.Contains("2 rows, on record 1; its text differs from the one the published model was made with", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_says_that_a_table_is_the_one_on_record()
    {
        const string Sha256 = "79748b85d5f92f974b7f395a75a958c882970c460b1f26ea70c927e49b60731b";
        var commit = _upstream.Commit("lab/meetings", Meeting);
        _upstream.List("icsi_meetings", "harmless", "benign/icsi_meetings.tsv.gz", new { repository = "lab/meetings", commit, paths = new[] { "talk/train/" } }, Sha256);

        var run = await _upstream.Fetch();

        Assert.Contains("2 rows, as on record", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_asks_the_host_for_nothing_when_all_is_there()
    {
        _upstream.ListMeetings(_upstream.Commit("lab/meetings", Meeting), "talk/train/*.txt");
        await _upstream.Fetch();
        _upstream.Unplug();

        var run = await _upstream.Fetch();

        Assert.Equal(0, run.Code);
        Assert.Contains("is there already", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_goes_on_from_the_files_it_has_when_the_table_is_lost()
    {
        _upstream.ListMeetings(_upstream.Commit("lab/meetings", Meeting), "talk/train/*.txt");
        await _upstream.Fetch();
        File.Delete(Table);
        _upstream.Unplug();

        var run = await _upstream.Fetch();

        Assert.Equal(0, run.Code);
        Assert.Equal(["good morning all.", "morning"], Texts());
    }

    [Fact]
    public async Task Fetch_makes_a_table_anew_that_was_cut_short()
    {
        _upstream.ListMeetings(_upstream.Commit("lab/meetings", Meeting), "talk/train/*.txt");
        await _upstream.Fetch();
        TableCutShort();

        var run = await _upstream.Fetch();

        Assert.Equal(0, run.Code);
        Assert.Equal(["good morning all.", "morning"], Texts());
    }

    [Fact]
    public async Task Fetch_names_a_path_that_the_commit_does_not_have()
    {
        var run = await _upstream.ListMeetings(_upstream.Commit("lab/meetings", Meeting), "talk/train/*.txt", "talk/test/*.txt").Fetch();

        Assert.Equal(1, run.Code);
        Assert.Contains("has no talk/test/*.txt", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Table));
    }

    [Theory]
    [InlineData("0123456789")]
    [InlineData("0123456789012345678901234567890123456789")]
    public async Task Fetch_says_when_a_commit_is_gone(string commit)
    {
        _upstream.Commit("lab/meetings", Meeting);

        var run = await _upstream.ListMeetings(commit, "talk/train/*.txt").Fetch();

        Assert.Equal(1, run.Code);
        Assert.Contains("The repository no longer has", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_says_when_there_is_no_such_repository()
    {
        var run = await _upstream.ListMeetings("0123456789", "talk/").Fetch();

        Assert.Equal(1, run.Code);
        Assert.Contains("There is no such repository", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_brings_the_other_sets_when_one_fails()
    {
        _upstream.ListMeetings(_upstream.Commit("lab/meetings", Meeting), "talk/train/*.txt");
        _upstream.List("ami_meetings", "harmless", "benign/ami_meetings.tsv.gz", new { repository = "lab/gone", commit = "0123456789", paths = new[] { "x/" } });

        var run = await _upstream.Fetch();

        Assert.Equal(1, run.Code);
        Assert.Contains("1 of 2 sets", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Table));
    }

    [Fact]
    public async Task Fetch_leaves_a_set_without_a_converter_as_it_is_and_says_so()
    {
        var commit = _upstream.Commit("lab/new", ("new.csv", "a,b\n"));
        _upstream.List("never_converted", "train", "train/never_converted.tsv.gz", new { repository = "lab/new", commit, paths = new[] { "new.csv" } });

        var run = await _upstream.Fetch();

        Assert.Equal(0, run.Code);
        Assert.Contains("there is no converter for it yet", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_leaves_texts_that_are_measured_on_out_of_what_is_learned_from()
    {
        var commit = _upstream.Commit("lab/sexism", ("all.csv",
            "rewire_id,text,label_sexist,label_category,label_vector,split\n1,said twice,not sexist,none,none,train\n2,only once,not sexist,none,none,train\n3,Said twice,not sexist,none,none,test\n"));
        _upstream.List("edos", "train", "train/edos.tsv.gz", new { repository = "lab/sexism", commit, paths = new[] { "all.csv" } });
        _upstream.List("edos_test", "measure", "eval/edos_test.tsv.gz", new { repository = "lab/sexism", commit, paths = new[] { "all.csv" } });

        var run = await _upstream.Fetch();

        Assert.Equal("", run.Errors);
        Assert.Equal(["only once"], TsvFile.Rows(Path.Combine(_upstream.Out, "train", "edos.tsv.gz")).Select(row => row["text"]));
    }

    [Fact]
    public async Task Fetch_refuses_a_list_of_words_that_has_no_commit_and_another_hash()
    {
        _upstream.Commit("lab/words", ("en", "drat\n"));
        _upstream.List("drats", "lexicon", "lexicons/drats.txt", new { repository = "lab/words", paths = new[] { "en" } });

        var run = await _upstream.Fetch();

        Assert.Equal(1, run.Code);
        Assert.Contains("is not the list on record", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_upstream.Out, "lexicons", "drats.txt")));
    }

    [Fact]
    public async Task Fetch_names_the_sets_there_are_when_asked_for_another()
    {
        var run = await _upstream.ListMeetings("0123456789", "talk/").Fetch("--only", "meetings");

        Assert.Equal(2, run.Code);
        Assert.Contains("there is no set meetings; the sets are icsi_meetings", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Git_that_is_not_there_is_asked_for_by_name()
    {
        var git = new Git(Path.GetTempPath(), "git-that-nobody-has");

        var error = await Assert.ThrowsAsync<FetchException>(() => git.RunAsync(["version"], TestContext.Current.CancellationToken));

        Assert.Contains("Install git", error.Message, StringComparison.Ordinal);
    }

    private string Table => Path.Combine(_upstream.Out, "benign", "icsi_meetings.tsv.gz");

    private void TableCutShort()
    {
        using var file = File.OpenWrite(Table);
        file.SetLength(file.Length / 2);
    }

    private string[] Texts() => [.. TsvFile.Rows(Table).Select(row => row["text"])];
}
