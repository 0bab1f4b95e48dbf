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
    };

    public static Converter? Of(string set) => All.GetValueOrDefault(set);

    /// <summary>Raised with every change to what it writes, so that tables made before are made anew.</summary>
    public virtual int Version => 1;

    public abstract IReadOnlyList<string> Columns { get; }

    public abstract IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<SourceFolder> folders);
}
