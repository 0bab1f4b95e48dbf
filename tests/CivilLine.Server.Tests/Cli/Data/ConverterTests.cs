using System.IO.Compression;
using CivilLine.Cli.Data.Converters;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Server.Tests.Cli.Data;

/// <summary>Each converter on a few lines of our own in the form of its set.</summary>
public sealed class ConverterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("source").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Icsi_takes_each_folder_as_a_dialogue_and_leaves_out_the_dialogue_act() => Converts(
        "icsi_meetings",
        ["mrda-train 0 ann okay", "mrda-train 1 bob so um", "mrda-test 0 cay yes"],
        ("d/train/b.txt", "bob|so um|fh\n"), ("d/train/a.txt", "ann|okay|fg\n"), ("d/test/a.txt", "cay|yes|aa\n"));

    [Fact]
    public void Ami_splits_what_a_speaker_said_after_each_sentence() => Converts(
        "ami_meetings",
        ["XX1.A 0 A Right.", "XX1.A 1 A What's the A_B_C_ like, then?", "XX1.A 2 A Um and so"],
        ("t/XX1.A.transcript.txt", "Right. What's the A_B_C_ like, then? Um and so\n"), ("t/XX1.B.transcript.txt", ""));

    [Fact]
    public void Natcs_names_the_part_before_the_utterance() => Converts(
        "natcs_test_utterances",
        ["test-x-u_1 0 customer I'd like a form"],
        ("n/test-x/test-utterances.jsonl", """{"utterance": "I'd like a form", "utterance_id": "u_1", "intent": "Form"}""" + "\n"));

    [Fact]
    public void Banking77_reads_quotes_and_commas() => Converts(
        "banking77_utterances",
        ["train-0 0 customer where, please, is \"my\" card", "train-1 0 customer second"],
        ("b/train.csv", "text,category\n\"where, please, is \"\"my\"\" card\",card\nsecond,card\n"));

    [Fact]
    public void Healthcare_takes_the_lines_that_somebody_says() => Converts(
        "healthcare_preauth_calls_synthetic",
        ["0 0 customer Hello.", "0 1 agent Good day: how may I help?", "1 0 customer Me again."],
        ("h/t.csv", ",id,transcript,rest\n0,0,\"Member: Hello.\n\n  Customer Support: Good day: how may I help?\n(pause)\",x\n1,1,Member: Me again.,x\n"));

    [Fact]
    public void MultiDoGo_keeps_the_numbers_of_the_turns() => Converts(
        "multidogo_customer_turns",
        ["media-c1 2 customer hello", "media-c1 5 customer bye"],
        ("m/media/dev.tsv", "conversationId\tturnNumber\tutteranceId\tutterance\tslot-labels\tintent\nc1\t2\t<C>\thello\tO\tgreeting\nc1\t5\t<C>\tbye\tO\tclosing\n"));

    [Fact]
    public void SchemaGuided_takes_the_user_as_customer() => Converts(
        "sgd_subset",
        ["dev-1_0 0 customer A table", "dev-1_0 1 agent Where?"],
        ("dev/dialogues_001.json", """[{"dialogue_id":"1_0","turns":[{"speaker":"USER","utterance":"A table"},{"speaker":"SYSTEM","utterance":"Where?"}]}]"""));

    [Fact]
    public void Taskmaster_leaves_out_what_has_no_words() => Converts(
        "taskmaster4_coffee",
        ["d1 0 customer a flat white", "d1 1 agent coming up"],
        ("t/data_00.json", """[{"conversation_id":"d1","utterances":[{"speaker":"user","text":"a flat white"},{"speaker":"assistant","text":" "},{"speaker":"assistant","text":"coming up"}]}]"""));

    [Fact]
    public void Evi_takes_what_the_recogniser_heard() => Converts(
        "evi_asr_enrolment",
        ["D1 0 customer e x 1", "D1 1 customer Jo Bloggs"],
        ("e/d.tsv", "dialogue_id\tturn_num\ttranscription\tnbest\nD1\t0\te x 1\t\"[\"\"e x 1\"\"]\"\nD1\t1\tJo Bloggs\t[]\n"));

    [Fact]
    public void MultiWoz_reads_the_packed_log_and_takes_sides_by_turns()
    {
        var zip = Path.Combine(_folder, "w", "val.json.zip");
        Directory.CreateDirectory(Path.GetDirectoryName(zip)!);
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        using (var writer = new StreamWriter(archive.CreateEntry("val.json").Open()))
            writer.Write("""{"MUL1.json":{"goal":{},"log":[{"text":"a room"},{"text":"how many nights ?"}]}}""");

        Assert.Equal(["MUL1 0 customer a room", "MUL1 1 agent how many nights ?"], Rows("multiwoz21_valtest", "w/val.json.zip"));
    }

    [Fact]
    public void Star_leaves_out_instructions_and_suggestions_that_were_not_taken() => Converts(
        "star_rasa",
        ["7 0 customer hi there", "7 1 agent Hello."],
        ("s/7.json", """
            {"Events":[{"Agent":"UserGuide","Action":"instruct","Text":"be brief"},{"Agent":"User","Action":"utter","Text":"hi there"},
            {"Agent":"Wizard","Action":"request_suggestions","Text":"hello"},{"Agent":"Wizard","Action":"pick_suggestion","Text":"Hello."},{"Agent":"User","Action":"complete"}]}
            """));

    [Fact]
    public void Clinc_numbers_the_queries_of_each_part() => Converts(
        "clinc150_utterances",
        ["val-0 0 customer flip a coin", "val-1 0 customer next", "oos_val-0 0 customer who won"],
        ("c/data_full.json", """{"val":[["flip a coin","coin"],["next","next"]],"oos_val":[["who won","oos"]]}"""));

    [Fact]
    public void Casino_leaves_out_the_moves_of_the_game() => Converts(
        "casino_negotiation",
        ["valid-3 0 agent hello", "valid-3 1 customer hi"],
        ("c/casino_valid.json", """[{"dialogue_id":3,"chat_logs":[{"text":"hello","id":"mturk_agent_2"},{"text":"hi","id":"mturk_agent_1"},{"text":"Submit-Deal","id":"mturk_agent_1"}]}]"""));

    [Fact]
    public void Abcd_leaves_out_what_the_agent_did_and_keeps_the_numbers() => Converts(
        "abcd_sample",
        ["12 0 customer My boots came late", "12 2 agent I am sorry"],
        ("a/sample.json", """[{"convo_id":12,"scenario":{},"original":[["customer","My boots came late"],["action","Account has been pulled up"],["agent","I am sorry"]]}]"""));

    [Fact]
    public void Twitter_care_tells_the_sides_by_the_member_that_names_them() => Converts(
        "ibm_twitter_customer_care",
        ["dev-0 0 customer no signal again", "dev-0 1 agent which town is that?", "dev-1 0 customer hello"],
        ("i/dev.json", """
            [{"dialogContent":[{"client":"a1","message":"no signal again","tweet_ID":"1"},{"agent":"Net","message":"which town is that?","tweet_ID":"2"}]},
            {"dialogContent":[{"client":"a2","message":"hello","tweet_ID":"3"}]}]
            """));

    [Fact]
    public void Bt_oasis_takes_each_file_as_a_call_and_leaves_out_the_dialogue_act() => Converts(
        "bt_oasis_part1",
        ["le1 0 a good morning", "le1 1 b my line is dead", "le2 0 b hello"],
        ("o/test/le1.txt", "a|good morning|greet\nb|my line is dead|inform\n"), ("o/val/le2.txt", "b|hello|\n"));

    [Fact]
    public void Switchboard_keeps_the_dialogue_act_and_the_split() => Converts(
        "switchboard_part1",
        ["9001-0 Uh, okay. switchboard 9001 0 A b train", "9001-1  Bye.  switchboard 9001 1 B fc train"],
        ("s/train/9001.txt", "A|Uh, okay.|b\nA||x\nB| Bye. |fc\n"));

    private void Converts(string set, string[] expected, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(_folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.Equal(expected, Rows(set, [.. files.Select(file => Path.GetDirectoryName(file.Path) + "/").Distinct()]));
    }

    private string[] Rows(string set, params string[] paths)
    {
        var source = new SourceFolder(_folder, new("lab/talk", "0123456789", null, null, null, paths));
        return [.. Converter.Of(set)!.Rows([source]).Select(row => string.Join(' ', row))];
    }
}
