namespace CivilLine.Cli.Training;

/// <summary>
/// Finds turns that may not be harmless after all. The word lists are read where the public data lies; without
/// them nothing is screened.
/// </summary>
internal sealed class Screen
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    public static Screen Read(string data)
    {
        var screen = new Screen();
        var surge = Path.Combine(data, "lexicons", "surge_profanity_en.csv");
        foreach (var line in File.Exists(surge) ? File.ReadLines(surge).Skip(1) : [])
        {
            var cells = line.Split(',');
            if (cells.Length > 2 && double.TryParse(cells[^2], System.Globalization.CultureInfo.InvariantCulture, out var severity) && severity >= 1.6)
                screen._words.Add(cells[0]);
        }
        var plain = Path.Combine(data, "lexicons", "ldnoobw_en.txt");
        foreach (var line in File.Exists(plain) ? File.ReadLines(plain) : [])
            screen._words.Add(line.Trim());
        screen._words.UnionWith(["damn", "dammit", "bloody", "crap", "arse", "piss", "pissed", "hell", "ass", "bugger", "suicide"]);
        return screen;
    }

    public bool Hits(string text) => Array.Exists(text.Split(' '), _words.Contains);
}
