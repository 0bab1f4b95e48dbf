using System.Text;
using CivilLine.Review.Search;
using CivilLine.Sources;
using CivilLine.Transcripts;
using Microsoft.Data.Sqlite;

namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>The header <c>Signature-Input</c>.</summary>
internal sealed class SignatureTarget() : FuzzTarget<SignatureInput?>("signature")
{
    public override IReadOnlyList<string> Words { get; } = ["sig1=", "(", ")", "\"@authority\"", ";created=1", ";expires=2", ";keyid=\"k\"", ";nonce=\"n\"", ";alg=\"hmac-sha256\"", ";", "=", ",", "\"\"", "\\\""];

    protected override SignatureInput? Take(byte[] input) => SignatureInput.Read(Encoding.Latin1.GetString(input));

    protected override void Judge(byte[] input, SignatureInput? read, Verdict verdict)
    {
        verdict.Said(read is null ? null : $"{read.Label} {string.Join(' ', read.Components)} {read.Parameters} {read.KeyId} {read.Nonce} {read.Algorithm} {read.Created} {read.Expires}");
        verdict.Holds(read is null || Encoding.Latin1.GetString(input) == $"{read.Label}={read.Parameters}", "a signature of other bytes than came", "");
    }
}

/// <summary>Something to look for, and below it the text in which: nothing that is typed is syntax to the index.</summary>
internal sealed class SearchTarget() : FuzzTarget<(SearchTerms Terms, string Text, IReadOnlyList<Scoring.Highlight> Spans)>("search"), IDisposable
{
    private readonly SqliteConnection _index = new("Data Source=:memory:");

    public override IReadOnlyList<string> Words { get; } = ["*", "\"", " AND ", " OR ", " NOT ", "NEAR(a b, 2)", "^a", "col:a", "a*", "\"a b\"", "-a", "(", ")", "+"];

    // An unbounded query is refused before it is parsed; see SearchQuery.
    public override int MostBytes => 8 * 1024;

    /// <summary>Each word is an object, and may be a single letter.</summary>
    public override FuzzLimits Limits { get; } = FuzzLimits.Usual with { BytesPerByte = 600 };

    public override async Task OpenAsync(CancellationToken cancel)
    {
        if (_index.State == System.Data.ConnectionState.Open)
            return;
        await _index.OpenAsync(cancel);
        await using var command = _index.CreateCommand();
        command.CommandText = "CREATE VIRTUAL TABLE said USING fts5(text, tokenize = \"unicode61 remove_diacritics 2\")";
        await command.ExecuteNonQueryAsync(cancel);
    }

    protected override (SearchTerms, string, IReadOnlyList<Scoring.Highlight>) Take(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var typed = end < 0 ? text : text[..end];
        var terms = SearchTerms.Parse(typed[..Math.Min(typed.Length, SearchTerms.MaxLength)]);
        var said = end < 0 ? "" : text[(end + 1)..];
        // More words than may be asked for are refused before anything is looked for; see SearchQuery.
        return (terms, said, terms.Count > SearchTerms.MaxTerms ? [] : terms.Find(said).Spans);
    }

    protected override void Judge(byte[] input, (SearchTerms Terms, string Text, IReadOnlyList<Scoring.Highlight> Spans) read, Verdict verdict)
    {
        verdict.Said(read.Terms.Match);
        foreach (var span in read.Spans)
        {
            verdict.Holds(span.Start >= 0 && span.Length > 0 && span.Start + span.Length <= read.Text.Length, "a place outside the text", span.ToString());
            verdict.Said(span.ToString());
        }
        if (read.Terms.Match is not { } match)
            return;
        using var command = _index.CreateCommand();
        command.CommandText = "SELECT count(*) FROM said WHERE said MATCH $match";
        command.Parameters.AddWithValue("$match", match);
        command.ExecuteScalar();
    }

    public void Dispose() => _index.Dispose();
}

internal sealed class RedactTarget() : FuzzTarget<Transcripts.Redaction.Redacted>("redact")
{
    public override int MostBytes => 8 * 1024;

    /// <summary>Each word is an object, and may be a single letter.</summary>
    public override FuzzLimits Limits { get; } = FuzzLimits.Usual with { BytesPerByte = 600 };

    public override IReadOnlyList<string> Words { get; } =
    [
        "one ", "two ", "double ", "treble ", "oh ", "nought ", "hundred ", "thousand ", " dot ", " at ", " dash ", "card ", "number ", "expiry ", "cvv ", "sort code ", "iban ", "born ", "january ", "nineteen ",
        "SW1A 1AA", "4111", "-", "+44", "[card]", "[", "]",
    ];

    protected override Transcripts.Redaction.Redacted Take(byte[] input) => Redactor.Read(Encoding.UTF8.GetString(input), PersonalData.Postcodes | PersonalData.DatesOfBirth);

    protected override void Judge(byte[] input, Transcripts.Redaction.Redacted read, Verdict verdict)
    {
        verdict.Said(read.Text);
        var last = 0;
        foreach (var standIn in read.StandIns)
        {
            verdict.Holds(
                standIn.Start >= last && standIn.Start + standIn.Length <= read.Text.Length && read.Text[standIn.Start] == '[' && read.Text[standIn.Start + standIn.Length - 1] == ']',
                "a stand-in for nothing", $"{standIn} in {read.Text}");
            last = standIn.Start + standIn.Length;
            verdict.Said(standIn.ToString());
        }
        var text = Encoding.UTF8.GetString(input);
        verdict.Holds(Reading.IsWhole(read.Text) || !Reading.IsWhole(text), "half a character", read.Text);
        verdict.Said(Redactor.WithoutNumbers(text));
        verdict.Said(Redactor.Erase(text, read.Text));
    }
}

internal sealed class NormalizeTarget() : FuzzTarget<NormalizedText>("normalize")
{
    public override int MostBytes => 8 * 1024;

    /// <summary>Each word is an object, and may be a single letter.</summary>
    public override FuzzLimits Limits { get; } = FuzzLimits.Usual with { BytesPerByte = 600 };

    protected override NormalizedText Take(byte[] input) => Normalizer.Normalize(Encoding.UTF8.GetString(input));

    protected override void Judge(byte[] input, NormalizedText read, Verdict verdict)
    {
        verdict.Said(read.Text);
        verdict.Holds(read.Offsets.Length == read.Text.Length, "other offsets than text", $"{read.Offsets.Length} for {read.Text.Length}");
        for (var i = 0; i < read.Offsets.Length; i++)
            verdict.Holds(read.Offsets[i] >= (i == 0 ? 0 : read.Offsets[i - 1]) && read.Offsets[i] < read.Shown.Length, "an offset that leads nowhere", $"{i} to {read.Offsets[i]} of {read.Shown.Length}");
        for (var i = 0; i < read.Text.Length; i += 1 + (read.Text.Length / 16))
        {
            var (start, length) = read.ToShown(i, read.Text.Length - i);
            verdict.Holds(start >= 0 && length >= 0 && start + length <= read.Shown.Length, "a place outside the text", $"{start}+{length} of {read.Shown.Length}");
        }
    }
}
