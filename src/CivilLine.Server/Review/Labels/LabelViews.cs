using CivilLine.Security;

namespace CivilLine.Review.Labels;

internal static class LabelViews
{
    public static LabelView Of(Label label, Viewer viewer) => new(
        label.UtteranceId, label.Revision, label.Labeller, label.LabellerId == viewer.Id, label.At, [.. label.Categories], label.Target,
        label.Severity, label.Note, label.ModelVersion, label.PolicyVersion);

    /// <summary>What the viewer may see of one fragment's labels.</summary>
    public static FragmentLabels Of(string utteranceId, IEnumerable<Label> labels, Viewer viewer)
    {
        var newest = Newest(labels);
        var isLabelled = newest.Any(label => label.LabellerId == viewer.Id);
        return new FragmentLabels(
            utteranceId,
            [.. newest.Where(label => isLabelled || label.LabellerId == viewer.Id).Select(label => Of(label, viewer))],
            newest.Count(label => label.LabellerId != viewer.Id));
    }

    /// <summary>The last word of each reviewer, in the order in which they first spoke.</summary>
    public static IReadOnlyList<Label> Newest(IEnumerable<Label> labels) =>
        [.. labels.OrderBy(label => label.Id).GroupBy(label => label.LabellerId).Select(one => one.Last())];
}
