using CivilLine.Cli.Data.Converters;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Server.Tests.Cli.Data;

/// <summary>The converters of labelled sets, on a few lines of our own in the form of each; cells with commas between.</summary>
public sealed class LabelledTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("source").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Edos_takes_its_splits_and_says_nothing_of_what_is_not_sexist() => Converts(
        "edos",
        ["e-1,women should stay in,edos,train,sexist,2. derogation,2.1,1,,0,1,1", "e-2,good morning,edos,dev,not sexist,none,none,,,,,"],
        "rewire_id,text,label_sexist,label_category,label_vector,split\ne-1,women should stay in,sexist,2. derogation,2.1,train\n"
        + "e-2,good morning,not sexist,none,none,dev\ne-3,held out,not sexist,none,none,test\n");

    [Fact]
    public void Davidson_gives_the_share_of_annotators_and_undoes_the_escapes() => Converts(
        "davidson_tweets",
        ["7,fish & chips,twitter,3,1,1,1,0,0.6667,,,,0.3333"],
        ",count,hate_speech,offensive_language,neither,class,tweet\n7,3,1,1,1,0,fish &amp; chips\n");

    [Fact]
    public void GoEmotions_names_the_emotions_and_takes_a_text_once() => Converts(
        "goemotions",
        ["g1,leave it out,reddit,set,anger+neutral,1,0,0,0,1,,,,,"],
        "leave it out\t2,27\tg1\nleave it out\t27\tg2\n",
        cell => cell.Replace(',', '+'));

    [Fact]
    public void Surge_numbers_the_rows() => Converts(
        "surge_toxicity",
        ["0,lovely,surge_social,Not Toxic,0,,,,", "1,vile,surge_social,Toxic,1,,,,"],
        "text,is_toxic\nlovely,Not Toxic\nvile,Toxic\n");

    [Fact]
    public void HateCheck_takes_abuse_of_a_person_as_toxic_though_not_hateful() => Converts(
        "hatecheck",
        [
            "1,we will hurt the neighbours,hatecheck,0,threat_dir_h,1,we will hurt the neighbours,hateful,neighbours,general,w,l,,,1,t,1,,1,,1",
            "2,you awful man,hatecheck,1,target_indiv_nh,2,you awful man,non-hateful,,-,w,l,,,1,t,1,,0,,0",
            "3,i like tea,hatecheck,2,ident_neutral_nh,3,i like tea,non-hateful,,-,w,l,,,1,t,,,0,,0",
        ],
        ",functionality,case_id,test_case,label_gold,target_ident,direction,focus_words,focus_lemma,ref_case_id,ref_templ_id,templ_id,case_templ\n"
        + "0,threat_dir_h,1,we will hurt the neighbours,hateful,neighbours,general,w,l,,,1,t\n"
        + "1,target_indiv_nh,2,you awful man,non-hateful,,-,w,l,,,1,t\n2,ident_neutral_nh,3,i like tea,non-hateful,,-,w,l,,,1,t\n");

    [Fact]
    public void Text_that_stands_twice_counts_once_with_the_mean_of_what_is_said_of_it() => Converts(
        "paradetox",
        ["0-t,mind your step !,paradetox,0,toxic,0.5,,,,", "0-n2,careful now,paradetox,0,neutral,0,,,,", "1-t,get lost,paradetox,1,toxic,1,,,,"],
        "toxic\tneutral1\tneutral2\tneutral3\nmind your step !\tmind your  step !\tcareful now\t\nget lost\t\t\t\n");

    [Fact]
    public void WikipediaIdentity_keeps_what_upstream_said() => Converts(
        "wikidetox_identity_nonfuzzed",
        ["8,shall we move the page?,wikipedia_talk,8,False,0,,,,"],
        "rev_id,comment,toxic\n8,shall we move the page?,False\n");

    [Fact]
    public void PoliteGuard_says_nothing_of_what_is_impolite() => Converts(
        "polite_guard",
        ["set-0,do it yourself,polite_guard_synthetic,set,impolite,a/model,,,,,", "set-1,with pleasure,polite_guard_synthetic,set,polite,a/model,0,,,,"],
        "text,label,source,reasoning\ndo it yourself,impolite,a/model,because\nwith pleasure,polite,a/model,because\n");

    [Fact]
    public void UnhealthyConversations_take_hostile_or_antagonistic_as_toxic() => Converts(
        "unhealthy_conversations_valtest",
        ["6,nonsense,ucc,set,3,1,0.6,0,1,0,1,0,1,0.0,1,1,0.5,0,0.7,0,1,1,,,1,"],
        "\"_unit_id\",\"_trusted_judgments\",\"comment\",antagonize,antagonize:confidence,condescending,condescending:confidence,dismissive,dismissive:confidence,"
        + "generalisation,generalisation:confidence,generalisation_unfair,generalisation_unfair:confidence,healthy,healthy:confidence,hostile,hostile:confidence,"
        + "sarcastic,sarcastic:confidence\n6,3,\"nonsense\",1,0.6,0,1,0,1,0,1,0.0,1,1,0.5,0,0.7,0,1\n");

    [Fact]
    public void Hatemoji_takes_threats_by_their_type() => Converts(
        "hatemojibuild",
        ["set-5,we will come for them,hatemojibuild,train,original,threateninglanguage,['x'],1,1,,1,,1"],
        "entry_id,text,type,target,round.base,round.set,set,split,label_gold,matched_text,matched_id\n"
        + "5,we will come for them,threateninglanguage,['x'],5,5a,original,train,1,we will come,6\n");

    [Fact]
    public void VerbalAbuse_says_nothing_of_a_warning_sign() => Converts(
        "verbal_abuse_short_conversations",
        [
            "0,shall I cook?,relationship_talk,Happy,Green_Flag,neutral,Neutral,0,,0,,",
            "1,do as I say or else,relationship_talk,Angry,Red_Flag,threatening,Active_abuse,1,,1,,",
            "2,where were you?,relationship_talk,Angry,Red_Flag,jealousy,Warning_Sign,,,0,,",
        ],
        ",Text,Emotion,Flag,Category,Flag_type,,\n,shall I cook?,Happy,Green_Flag,neutral,Neutral,,\n,do as I say or else,Angry,Red_Flag,threatening,Active_abuse,,\n"
        + ",where were you?,Angry,Red_Flag,jealousy,Warning_Sign,,\n");

    [Fact]
    public void Converter_names_the_column_that_is_missing()
    {
        var error = Assert.Throws<InvalidDataException>(() => Rows("surge_toxicity", "words,is_toxic\nlovely,Not Toxic\n"));

        Assert.Contains("There is no column 'text' among words, is_toxic", error.Message, StringComparison.Ordinal);
    }

    private void Converts(string set, string[] expected, string text, Func<string, string>? cell = null) =>
        Assert.Equal(expected, Rows(set, text).Select(row => string.Join(',', row.Select(cell ?? (c => c)))));

    private List<IReadOnlyList<string>> Rows(string set, string text)
    {
        File.WriteAllText(Path.Combine(_folder, "set.csv"), text);
        return [.. Converter.Of(set)!.Rows([new SourceFolder(_folder, new("lab/texts", "0123456789", null, null, null, ["set.csv"]))])];
    }
}
