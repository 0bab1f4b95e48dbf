namespace CivilLine.Cli.Evaluation;

/// <summary>Names of tables, rows and columns that goals, guards and measures share; an evaluation keeps them for good.</summary>
internal static class Tables
{
    public const string Alarms = "wrong alarms";
    public const string AlarmsByHead = "wrong alarms by category";
    public const string HeldOut = "ordinary talk held out";
    public const string Recall = "recall";
    public const string Precision = "precision";
    public const string Ranking = "AUC by category";
    public const string Lines = "test lines";
    public const string Strength = "severity and target";
    public const string Safeguarding = "safeguarding";
    public const string Files = "test lines by file";
    public const string Split = "said in pieces";
    public const string Calls = "whole calls";
    public const string Calibration = "calibration";
    public const string Public = "public sets";
    public const string HateCheck = "HateCheck by functionality";
    public const string Bias = "bias";
    public const string Styles = "false alarms by style";
    public const string Identity = "false alarms by identity term";
    public const string Robustness = "robustness";
    public const string Speed = "speed";
    public const string Systems = "beside other systems";

    public const string Caution = "caution and above";
    public const string Serious = "serious and above";
    public const string Critical = "critical";
    public const string Rate = "per 1,000 turns";
    public const string CleanFlagged = "clean lines given any category";
    public const string CleanLines = "clean lines flagged";
    public const string Error = "error";
    public const string Accuracy = "accuracy";
    public const string Auc = "AUC";
    public const string WorstToMean = "worst against mean";
    public const string Fall = "fall in recall";
    public const string Time = "µs";
    public const string Allocated = "bytes allocated";
}

/// <summary>The two files of real speech that alarms are counted in.</summary>
internal static class SpeechFiles
{
    public const string Operator = "bt_oasis_part1";
    public const string Telephone = "switchboard_part1";
    public const string Together = "both together";

    public static readonly IReadOnlyList<string> All = [Operator, Telephone];
}
