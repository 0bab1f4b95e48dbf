using System.Globalization;
using System.Text.Json;

namespace CivilLine.Sources;

/// <summary>WhisperLiveKit's list of lines as its messages leave it, without those that only say that nobody spoke.</summary>
/// <param name="key">One call's, one side's, one stream's: their lines have the same names.</param>
internal sealed class WhisperLines(string key)
{
    private const int Silence = -2;

    // A day of lines of a few seconds each; what a broken server adds beyond falls off at the front.
    private const int Most = 20_000;

    private readonly List<WhisperLine> _all = [];
    private bool _isSynced;
    private int _session;

    /// <summary>Which list of the call it is, beginning with none: a recogniser that begins anew begins another.</summary>
    public string Session => _session == 0 ? "" : _session.ToString(CultureInfo.InvariantCulture);

    public string KeyOf(string utterance) => $"{key} {utterance}";

    /// <summary>Lines with words that are no longer in the list.</summary>
    public int Before { get; private set; }

    /// <summary>The lines with words, oldest first.</summary>
    public List<WhisperLine> Lines { get; } = [];

    /// <summary>The utterance whose words are not all committed.</summary>
    public string? Open { get; set; }

    /// <returns>False where the message leaves no list that could be relied on, which is refused.</returns>
    public bool Take(JsonElement message, EventLines events)
    {
        if (message.Text("type") == "diff")
            return Change(message, events);
        if (!message.Has("lines", out var lines) || lines.ValueKind != JsonValueKind.Array)
        {
            events.Refuse("lines", "lines is missing: an array.");
            return false;
        }
        var first = Before == 0 && Lines.Count > 0 ? Lines[0].Text : null;
        _all.Clear();
        Add(lines, "lines", events);
        (Before, _isSynced) = (0, true);
        Count();
        if (first is not null && (Lines.Count == 0 || !IsGrown(first, Lines[0].Text)))
            (_session, Open) = (_session + 1, null);
        return true;
    }

    // A first line grows, or is cut where another speaker is made out in it; never does it begin otherwise.
    private static bool IsGrown(string before, string now) =>
        now.StartsWith(before, StringComparison.Ordinal) || before.StartsWith(now, StringComparison.Ordinal);

    private bool Change(JsonElement message, EventLines events)
    {
        if (!_isSynced)
        {
            events.Refuse("type", "A diff came before any snapshot; connect to the recogniser again.");
            return false;
        }
        var pruned = (int)Math.Clamp(message.Whole("lines_pruned") ?? 0, 0, _all.Count);
        Before += _all.Take(pruned).Count(line => line.Text.Length > 0);
        _all.RemoveRange(0, pruned);
        var added = message.Has("new_lines", out var lines) && lines.ValueKind == JsonValueKind.Array ? lines.GetArrayLength() : 0;
        // What the count leaves no room for is replaced by what is new: the last line, which has grown.
        var kept = message.Whole("n_lines") is { } total ? total - added : _all.Count;
        if (kept < 0 || kept > _all.Count)
        {
            _isSynced = false;
            events.Refuse("n_lines", "n_lines does not fit the lines so far: a message is missing; connect to the recogniser again.");
            return false;
        }
        _all.RemoveRange((int)kept, _all.Count - (int)kept);
        if (added > 0)
            Add(lines, "new_lines", events);
        Count();
        return true;
    }

    private void Add(JsonElement lines, string path, EventLines events)
    {
        var place = 0;
        foreach (var line in lines.EnumerateArray())
        {
            var isSilence = line.Whole("speaker") == Silence;
            var text = isSilence ? "" : line.Text("text");
            if (text is null)
                events.Refuse(string.Create(CultureInfo.InvariantCulture, $"{path}[{place}].text"), "text is missing, and the speaker is not -2.");
            _all.Add(new WhisperLine
            {
                Text = text?.Trim() ?? "",
                Speaker = line.Whole("speaker"),
                StartMs = Clock(line, "start"),
                EndMs = Clock(line, "end"),
                Language = line.Text("detected_language"),
            });
            place++;
        }
    }

    private void Count()
    {
        if (_all.Count > Most)
        {
            Before += _all.Take(_all.Count - Most).Count(line => line.Text.Length > 0);
            _all.RemoveRange(0, _all.Count - Most);
        }
        Lines.Clear();
        Lines.AddRange(_all.Where(line => line.Text.Length > 0));
    }

    /// <summary><c>H:MM:SS</c>, with or without a fraction; older servers send seconds (bk).</summary>
    private static long? Clock(JsonElement line, string name)
    {
        if (line.Number(name) is { } number)
            return number is >= 0 and < 1e6 ? (long)Math.Round(number * 1000) : null;
        var ms = 0.0;
        foreach (var part in (line.Text(name) ?? "").Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read))
                return null;
            ms = (ms * 60) + (read * 1000);
        }
        return ms < 1e9 ? (long)Math.Round(ms) : null;
    }
}

internal readonly record struct WhisperLine
{
    public required string Text { get; init; }
    public long? Speaker { get; init; }
    public long? StartMs { get; init; }
    public long? EndMs { get; init; }
    public string? Language { get; init; }

    /// <summary>About when a character of it was said: the line alone has times, and whole seconds.</summary>
    public long? At(int character) => Text.Length == 0 || EndMs < StartMs
        ? StartMs
        : StartMs + ((EndMs ?? StartMs) - StartMs) * Math.Min(character, Text.Length) / Text.Length;
}
