using System.Text.Json;
using CivilLine.Security;

namespace CivilLine.Review;

/// <summary>A viewer's teams as a condition on <c>store.Calls c</c>, the same rule as <see cref="Viewer.Sees"/> for reviewers.</summary>
internal static class Sight
{
    public const string Condition = "($teams IS NULL OR c.Team IN (SELECT value FROM json_each($teams)))";

    public static (string Name, object? Value) Teams(Viewer viewer) =>
        ("$teams", viewer.Teams is null ? null : JsonSerializer.Serialize(viewer.Teams.Order(StringComparer.Ordinal)));
}
