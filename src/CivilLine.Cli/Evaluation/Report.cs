namespace CivilLine.Cli.Evaluation;

/// <summary>How often a head is right on the test lines.</summary>
/// <param name="FalsePositives">Share of the test lines without the category that are said to carry it.</param>
internal sealed record HeadFigures(
    string Category, int Lines, double Recall, double Precision, double FalsePositives, double Auc, double CalibrationError);

/// <param name="Exact">Share of lines with exactly the right categories.</param>
/// <param name="FoundAny">Share of labelled lines given any category.</param>
/// <param name="FlaggedClean">Share of clean lines given any category.</param>
internal sealed record OverallFigures(double Exact, double FoundAny, double FlaggedClean, double MeanF1);

/// <param name="Exact">Share of found lines whose severity is the corpus's; <paramref name="WithinOne"/> allows the next one.</param>
internal sealed record AspectFigures(int Lines, double Exact, double WithinOne, double Target);

/// <param name="RightAtEnd">Share of lines with exactly the right categories after the last piece; <paramref name="FlagRight"/> asks only whether any applies.</param>
/// <param name="WrongBefore">Share of lines where a category that is not the line's stood after some earlier piece.</param>
internal sealed record SplitFigures(int Lines, double RightAtEnd, double FlagRight, double WrongBefore);

internal sealed record SliceFigures(string Slice, int Lines, double Exact, double FoundAny, double FlaggedClean);

/// <summary>Turns in a thousand that are given a category, though ordinary speech carries almost none.</summary>
internal sealed record AlarmFigures(string Source, int Turns, double AnyPerThousand, double WordListPerThousand, IReadOnlyDictionary<string, double> PerThousand);

/// <summary>Everything that <c>evaluate</c> measures.</summary>
internal sealed record Report(
    string Model,
    string Thresholds,
    int TestLines,
    IReadOnlyList<HeadFigures> Heads,
    OverallFigures Overall,
    IReadOnlyList<HeadFigures> WordListHeads,
    OverallFigures WordList,
    AspectFigures Severity,
    SplitFigures Split,
    IReadOnlyList<SliceFigures> Slices,
    IReadOnlyList<AlarmFigures> Alarms);
