using System.IO.Compression;
using System.Text;
using CivilLine.Cli.Data.Converters;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Server.Tests.Cli.Data;

/// <summary>The converters of sets that are more than a text and a label a line, on a few lines of our own in the form of each; cells with bars between.</summary>
public sealed class AnnotatedTests : IDisposable
{
    private const string Seventeen = "is_abuse.1,is_abuse.0,is_abuse.-1,is_abuse.-2,is_abuse.-3,ableist,homophobic,intellectual,racist,sexist,sex_harassment,"
        + "transphobic,target.generalised,target.individual,target.system,explicit,implicit";

    private static readonly string NotAsked = new(',', 16);

    private readonly string _folder = Directory.CreateTempSubdirectory("source").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ConvAbuse_counts_those_who_were_asked_and_those_who_marked_each_kind() => Converts(
        "convabuse_test",
        ["4.0|you daft tin|convabuse|test|77|hello|hi|how are you?|Bot|3|1|0|1|0|1|0|0|1|0|1|0|0|0|0|2|2|0|0.6667|||0.3333|0.3333"],
        ("c/ConvAbuseEMNLPtest.csv",
            $"example_id,conv_id,prev_agent,prev_user,agent,user,bot,{Annotator(1)},{Annotator(2)},{Annotator(3)},{Annotator(4)}\n"
            + $"4.0,77,hello,hi,how are you?,you daft tin,Bot,{NotAsked},1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,"
            + "0,0,0,0,1,0,0,1,0,0,0,0,0,0,1,1,0,0,0,1,0,0,0,0,0,0,1,0,0,0,0,1,1,0\n"));

    [Fact]
    public void ConvAbuse_takes_both_marks_of_one_who_marked_twice() => Converts(
        "convabuse",
        ["5.0|hm|convabuse|valid|78|a|b|c|Bot|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|||0|0"],
        ("c/ConvAbuseEMNLPvalid.csv",
            $"example_id,conv_id,prev_agent,prev_user,agent,user,bot,{Annotator(1)}\n"
            + $"5.0,78,a,b,c,hm,Bot,\"1, 0\",\"0, 1\",{string.Join(',', Enumerable.Repeat("\"0, 0\"", 15))}\n"));

    [Fact]
    public void ToxiChat_reads_the_thread_and_what_the_bots_answered() => Converts(
        "toxichat_test",
        [
            "test-0-1-human| Shoes \n Which ones?|reddit|test|0|1|human|Safe||0||||",
            "test-0-2-human|Ask a fool|reddit|test|0|2|human|Offensive|fools;shoes|1||||",
            "test-0-3-final_gpt3_response|No.|reddit|test|0|3|final_gpt3_response|Safe||0||||",
        ],
        ("t/test.jsonl", """
            {"reddit_thread":[{"turn_id":1,"text":" Title: Shoes \n Which ones? ","offense_label":"Safe","offense_targets":[]},{"turn_id":2,"text":"Ask a fool","offense_label":"Offensive","offense_targets":["fools","shoes"]}],"final_gpt3_response":{"turn_id":3,"text":"No.","offense_label":"Safe","offense_targets":[]}}
            """));

    [Fact]
    public void Toxic_spans_give_the_share_of_annotators_for_each_type() => Converts(
        "toxic_spans_civil",
        ["31|what a clown, damn|civil_comments|2|0.5|0|0.5|0.5|0|0|0|0|0|0|0.5|0.5|0|0.5|0"],
        ("data/comments.csv", "comment_id,comment_text\n31,\"what a clown, damn\"\n32,nobody read this\n"),
        ("data/annotations.csv", "annotation,comment_id,worker,country,all toxic,not toxic\n0,31,1,X,False,False\n1,31,2,X,False,True\n"),
        ("data/spans.csv", "annotation,type,start,end\n0,Insult,7,12\n0,Insult,0,4\n0,Profane/Obscene,14,18\n"));

    [Fact]
    public void Toxic_spans_of_the_test_move_with_the_text() => Converts(
        "toxic_spans_semeval_test",
        ["0| well  😀\n\nfool !|civil_comments|[7, 8, 9, 10]", "1|no|civil_comments|[]"],
        ("t/tsd_test.csv", "spans,text\n\"[10, 11, 12, 13]\",\" well  😀\n\nfool !\"\n[],no\n"));

    [Fact]
    public void Stormfront_leaves_out_what_is_neither_hate_nor_none() => Converts(
        "stormfront_vicomtech",
        ["7_1|they spoil it all|stormfront|hate|13|0|1||||1", "7_2|see you there|stormfront|noHate|13|1|||||0"],
        ("all_files/7_1.txt", "they spoil it all"), ("all_files/7_2.txt", "see you there"), ("all_files/7_3.txt", "???"),
        ("annotations_metadata.csv", "file_id,user_id,subforum_id,num_contexts,label\n7_2,1,13,1,noHate\n7_1,1,13,0,hate\n7_3,1,13,0,idk/skip\n"));

    [Fact]
    public void Context_toxicity_has_a_parent_in_one_file_only() => Converts(
        "wikipedia_cat_large",
        ["1.1|fine by me|wikipedia_talk|CAT_LARGE/gc.csv|0|0.02|shall we merge?|0||||", "2.2|you clot|wikipedia_talk|CAT_LARGE/gn.csv|1|0.8||1||||"],
        ("data/CAT_LARGE/gc.csv", "id,text,label,api,parent\n1.1,fine by me,0,0.02,shall we merge?\n"),
        ("data/CAT_LARGE/gn.csv", "id,text,label,api\n2.2,you clot,1,0.8\n"));

    [Fact]
    public void OpenAi_leaves_empty_what_is_not_known()
    {
        var path = Path.Combine(_folder, "m", "samples.jsonl.gz");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var writer = new StreamWriter(new GZipStream(System.IO.File.Create(path), CompressionMode.Compress), new UTF8Encoding(false)))
            writer.Write("""{"prompt":"a story","S":0,"H":0,"HR":1}""" + "\n" + """{"prompt":"a poem","V":0}""" + "\n");

        Assert.Equal(
            ["0|a story|openai_moderation|0|0||1|||||1|||1|0", "1|a poem|openai_moderation|||0||||||||||"],
            Rows("openai_moderation_1680", Source("lab/texts", "m/")));
    }

    [Fact]
    public void Mlma_reads_the_packed_table_by_its_name()
    {
        using (var zip = ZipFile.Open(Path.Combine(_folder, "mlma.zip"), ZipArchiveMode.Create))
        using (var writer = new StreamWriter(zip.CreateEntry("hate_speech_mlma/en_dataset.csv").Open()))
            writer.Write("HITId,tweet,sentiment,directness,annotator_sentiment,target,group\n3,\"well, well\",abusive_normal,direct,anger,other,other\n");

        Assert.Equal(["3|well, well|twitter|abusive_normal|direct|anger|other|other|1|||1|0"], Rows("mlma_en_tweets", Source("lab/texts", "mlma.zip")));
    }

    [Fact]
    public void Jigsaw_takes_a_text_as_it_was_written_before_one_that_was_cleaned()
    {
        var (cleaned, raw) = (File("a/x.csv", ",id,comment_text,toxic,severe_toxic,obscene,threat,insult,identity_hate,clean\n0,f1,go home,1.0,0.0,0.0,0.0,1,0.0,0.0\n0,f2,tidy,0.0,0.0,0.0,0.0,0,0.0,1.0\n"),
            File("b/y.csv", "comment_text,toxic,severe_toxic,obscene,threat,insult,identity_hate\ngo home,0,0,0,0,0,0\nI will find you,1,0,0,1,0,0\n"));

        Assert.Equal(
            [
                "lab-0|go home|jigsaw_raw|lab/b|0|0|0|0|0|0|0.5|0|0|0.5|0", "lab-1|I will find you|jigsaw_raw|lab/b|1|0|0|1|0|0|1|0|1|0|0",
                "f2|tidy|jigsaw_lowercased|furkancaglayan/a|0.0|0.0|0.0|0.0|0|0.0|0|0|0|0|0",
            ],
            Rows("jigsaw_subset_multilabel", Source("furkancaglayan/a", cleaned), Source("lab/b", raw)));
    }

    [Fact]
    public void Jigsaw_reads_each_of_the_three_forms_of_its_other_part() => Assert.Equal(
        ["robtest-0|well, well|jigsaw_raw|lab/a|0||||", "ak-0|be off|jigsaw_lowercased|lab/b|1||||", "mlnet| Hi  you \"\"fool\"\"|wikipedia_detox|lab/c|1||||"],
        Rows(
            "jigsaw_subset_binary", Source("lab/a", File("a/test.csv", "\"well, well\",0\n")), Source("lab/b", File("b/toxic_comments.csv", ",text,toxic\n0,be off,1\n")),
            Source("lab/c", File("c/lines.tsv", "Sentiment\tSentimentText\tLoggedIn\n1\t==Hi== you \"\"fool\"\"\tTRUE\n"))));

    private static string Annotator(int number) => string.Join(',', Seventeen.Split(',').Select(column => $"Annotator{number}_{column}"));

    private void Converts(string set, string[] expected, params (string Path, string Text)[] files)
    {
        var paths = files.Select(file => File(file.Path, file.Text)).Order(StringComparer.Ordinal);
        Assert.Equal(expected, Rows(set, Source("lab/texts", [.. paths])));
    }

    private string File(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
        return path;
    }

    private SourceFolder Source(string repository, params string[] paths) => new(_folder, new(repository, "0123456789", null, null, null, paths));

    private static string[] Rows(string set, params SourceFolder[] sources) =>
        [.. Converter.Of(set)!.Rows(sources).Select(row => string.Join('|', row))];
}
