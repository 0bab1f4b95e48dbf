namespace CivilLine.Escalation;

/// <summary>
/// When a threat of violence counts on the ladder while it is still being said. Nothing else that is provisional ever does.
/// </summary>
/// <param name="Climb">False: threats wait for their final too.</param>
/// <param name="Revisions">Stands in so many revisions of the same words.</param>
/// <param name="After">Or for so long.</param>
public sealed record HeldThreats(bool Climb, int Revisions, TimeSpan After)
{
    public static readonly HeldThreats Standard = new(true, 2, TimeSpan.FromMilliseconds(700));

    internal bool AreEnough(int revisions) => Climb && revisions >= Revisions;

    internal bool IsLongEnough(TimeSpan stood) => Climb && stood >= After;
}
