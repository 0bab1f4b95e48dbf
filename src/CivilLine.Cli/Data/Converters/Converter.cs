using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Makes a table of a set's fetched files.</summary>
internal abstract class Converter
{
    private static readonly Dictionary<string, Converter> All = new()
    {
        ["icsi_meetings"] = new IcsiMeetings(),
        ["ami_meetings"] = new AmiMeetings(),
        ["natcs_test_utterances"] = new NatcsUtterances(),
        ["banking77_utterances"] = new Banking77(),
        ["healthcare_preauth_calls_synthetic"] = new HealthcareCalls(),
        ["multidogo_customer_turns"] = new MultiDoGo(),
        ["sgd_subset"] = new SchemaGuided(),
        ["taskmaster4_coffee"] = new Taskmaster4(),
        ["evi_asr_enrolment"] = new EviEnrolment(),
        ["multiwoz21_valtest"] = new MultiWoz(),
        ["star_rasa"] = new Star(),
        ["clinc150_utterances"] = new Clinc150(),
        ["casino_negotiation"] = new Casino(),
        ["edos"] = new Edos("train", "dev"),
        ["davidson_tweets"] = new Davidson(),
        ["goemotions"] = new GoEmotions(),
        ["surge_toxicity"] = new SurgeToxicity(),
        ["edos_test"] = new Edos("test"),
        ["goemotions_test"] = new GoEmotions(),
        ["hatecheck"] = new HateCheck(),
        ["identity_sentence_templates_en"] = new IdentityTemplates(),
        ["convabuse"] = new ConvAbuse(),
        ["polite_guard"] = new PoliteGuard(),
        ["verbal_abuse_short_conversations"] = new VerbalAbuse(),
        ["jigsaw_subset_multilabel"] = new JigsawKinds(),
        ["jigsaw_subset_binary"] = new JigsawToxic(),
        ["toxic_spans_civil"] = new ToxicSpans(),
        ["paradetox"] = new ParaDetox(),
        ["hatemojibuild"] = new Hatemoji(),
        ["mlma_en_tweets"] = new Mlma(),
        ["stormfront_vicomtech"] = new Stormfront(),
        ["toxichat_reddit"] = new ToxiChat(),
        ["wikipedia_cat_large"] = new ContextToxicity(),
        ["ibm_twitter_customer_care"] = new TwitterCare(),
        ["abcd_sample"] = new Abcd(),
        ["convabuse_test"] = new ConvAbuse(),
        ["openai_moderation_1680"] = new OpenAiModeration(),
        ["wikidetox_identity_nonfuzzed"] = new WikipediaIdentity(),
        ["toxichat_test"] = new ToxiChat(),
        ["polite_guard_test"] = new PoliteGuard(),
        ["toxic_spans_semeval_test"] = new ToxicSpansTest(),
        ["unhealthy_conversations_valtest"] = new UnhealthyConversations(),
        ["switchboard_part1"] = new Switchboard(),
        ["bt_oasis_part1"] = new BtOasis(),
    };

    public static Converter? Of(string set) => All.GetValueOrDefault(set);

    /// <summary>Raised with every change to what it writes, so that tables made before are made anew.</summary>
    public virtual int Version => 1;

    public abstract IReadOnlyList<string> Columns { get; }

    public abstract IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<SourceFolder> folders);
}
