namespace CivilLine.Cli.Training;

/// <summary>A hash of text that is the same in every run, for drawing parts and folds.</summary>
internal static class Stable
{
    public static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
            hash = (hash ^ c) * 16777619u;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
        return hash ^ (hash >> 13);
    }
}
