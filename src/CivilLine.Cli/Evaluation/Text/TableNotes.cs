namespace CivilLine.Cli.Evaluation.Text;

/// <summary>What a reader has to know of a table to read it rightly.</summary>
internal static class TableNotes
{
    private static readonly Dictionary<string, string> ByTable = new(StringComparer.Ordinal)
    {
        [Tables.Alarms] = "Alerts for 1,000 turns of real, harmless telephone talk, played call by call through the server's own monitor: window, ladder "
            + "and standard policy, but both sides heard and escalation counted. Those that stand; the ones raised and taken back are beside them.",
        [Tables.AlarmsByHead] = "The same alerts, at caution and above, by the category that leads each.",
        [Tables.Recall] = "At the shipped thresholds, on lines never trained or tuned on.",
        [Tables.Strength] = "Severity and target of labelled lines that were found; critical of every line. The macro F1 is over targets of at least ten lines.",
        [Tables.Split] = "One utterance in two to five pieces.",
        [Tables.Calls] = "Whole written calls, every turn in its window, whoever speaks; the label is the turn's.",
        [Tables.HeldOut] = "Turns in 1,000 of the fifth of the ordinary talk that was kept back, each by itself. It was screened for swear words.",
        [Tables.Calibration] = "Expected calibration error, 15 bins: that talk, and the test lines weighed down until 1 turn in 100 is abusive.",
        [Tables.Public] = "Other people's labels, by their own rules, of written comments for the most part. \"Any abuse\" is the highest calibrated score of all "
            + "categories but escalation. Published: HateCheck 76.6 % (Perspective) and 63.2 % (best BERT); Unhealthy Conversations, mean AUC 0.71.",
        [Tables.HateCheck] = "Right as hateful or not: at the shipped thresholds (any category but escalation), and with the score from 0.5 on.",
        [Tables.Styles] = "Clean test lines given any category. A line may be of several groups or of none; everybody is every clean test line.",
        [Tables.Identity] = "Harmless sentences that name the term, given any category.",
        [Tables.Bias] = "The group most often flagged against everybody; groups of at least 20 texts.",
        [Tables.Robustness] = "The test lines disguised, only those that change; recall over every label of every line.",
        [Tables.Speed] = "Twelve words, one core, the middle of 15 runs (fastest–slowest), while evaluating, on whatever machine that was. Direct is the linear model alone; as served, an unsure text asks the second stage, where there is one.",
        [Tables.Systems] = "Every system on the same texts, each text by itself, flagged at any severity. The word list is of our own words and of those that "
            + "the training lines show to be telling. Others, where they were measured: obscenity and leo-profanity, word lists of npm, know swear words alone; "
            + "fastText and TF-IDF (with logistic regression, scikit-learn) learned from the same lines and harmless turns, a category from one half, nothing "
            + "tuned. They stand at other points between alarms and misses than ours: the AUC alone is free of that. benchmarks/baselines repeats them.",
    };

    public static string? Of(string table) => ByTable.GetValueOrDefault(table);
}
