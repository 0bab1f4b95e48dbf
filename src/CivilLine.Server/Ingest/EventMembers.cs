using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CivilLine.Escalation;

namespace CivilLine.Ingest;

/// <summary>
/// Reads the values of one object's members and remembers the first that breaks a rule. A JSON null is a member that
/// is not there.
/// </summary>
internal ref struct EventMembers(ReadOnlySpan<byte> json)
{
    private static readonly string[] Known =
    [
        "callId", "utteranceId", "revision", "isFinal", "speaker", "text", "startMs", "endMs", "sequence", "confidence",
        "language", "source", "agentId", "team", "queue", "startedAt", "caller", "endedAt", "endedBy", "reason",
    ];

    private Utf8JsonReader _reader = Start(json);

    /// <summary>The member that <see cref="Next"/> came to; empty where it is none of the contract's.</summary>
    public string Member { get; private set; } = "";

    /// <summary>What was wrong first; <see cref="OutcomeKind.Accepted"/> while nothing is.</summary>
    public Outcome Error { get; private set; } = Outcome.Accepted;

    /// <summary>On to the next member that has a value; false at the end of the object.</summary>
    public bool Next()
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            Member = Name();
            _reader.Read();
            if (_reader.TokenType != JsonTokenType.Null)
                return true;
        }
        return false;
    }

    public void Skip() => _reader.Skip();

    public string? Id()
    {
        if (String() is not { } id)
            return null;
        if (EventRules.IsId(id))
            return id;
        return id.Length > EventRules.IdLength
            ? Fail("too-long", $"has {id.Length} characters; an id has {EventRules.IdRule}")
            : Fail("invalid", $"is not an id; an id has {EventRules.IdRule}");
    }

    /// <summary>A short name that is shown but is no key: any characters but control characters.</summary>
    public string? Label()
    {
        if (String() is not { } label)
            return null;
        if (label.Length is > 0 and <= EventRules.IdLength && !label.AsSpan().ContainsAnyInRange('\0', '\u001f'))
            return label;
        return Fail(
            label.Length > EventRules.IdLength ? "too-long" : "invalid",
            $"must have 1 to {EventRules.IdLength} characters, none of them a control character");
    }

    /// <summary>Free text, and its hash where there is a <paramref name="hasher"/>.</summary>
    public string? Text(int maxBytes, TextHasher? hasher, out UInt128 hash)
    {
        hash = default;
        if (!Is(JsonTokenType.String, "a string"))
            return null;
        var buffer = ArrayPool<byte>.Shared.Rent(_reader.ValueSpan.Length);
        try
        {
            var text = buffer.AsSpan(0, _reader.CopyString(buffer));
            if (text.Length > maxBytes)
                return Fail("too-long", $"has {text.Length} bytes of UTF-8; at most {maxBytes} are allowed");
            if (text.Contains((byte)0))
                return Fail("nul", "holds a NUL character (U+0000), which no text may");
            var read = Encoding.UTF8.GetString(text);
            if (hasher is not null)
                hash = hasher.Hash(text, read);
            return read;
        }
        catch (InvalidOperationException)
        {
            // The line is valid UTF-8, so it can only be an escape such as \ud83d without its other half.
            return Fail("lone-surrogate", "holds half of a surrogate pair, which is no character");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public long? Integer(long min, long max)
    {
        if (!Is(JsonTokenType.Number, "a number"))
            return null;
        if (_reader.TryGetInt64(out var number) && number >= min && number <= max)
            return number;
        Fail("out-of-range", $"is {Shown()}; allowed are whole numbers from {min} to {max}");
        return null;
    }

    public double? Fraction()
    {
        if (!Is(JsonTokenType.Number, "a number"))
            return null;
        if (_reader.TryGetDouble(out var number) && number is >= 0 and <= 1)
            return number;
        Fail("out-of-range", $"is {Shown()}; allowed are numbers from 0 to 1");
        return null;
    }

    public bool? Flag()
    {
        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return _reader.GetBoolean();
        Fail("invalid", "must be true or false");
        _reader.Skip();
        return null;
    }

    public DateTimeOffset? Time()
    {
        if (String() is not { } text)
            return null;
        if (text.Length >= 10 && text[4] == '-'
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && time.Year is >= 2000 and < 2200)
            return DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        Fail("invalid", "must be a time of ISO 8601 between the years 2000 and 2199, such as 2026-03-01T09:30:00Z");
        return null;
    }

    /// <summary>One of an enum's names in lower case.</summary>
    public T? OneOf<T>() where T : struct, Enum
    {
        if (String() is not { } name)
            return null;
        foreach (var (wire, value) in Names<T>.All)
            if (name == wire)
                return value;
        Fail("invalid", $"must be one of {string.Join(", ", Names<T>.All.Select(one => one.Wire))}");
        return null;
    }

    /// <summary>Refuses the event, unless it was refused before: the first thing wrong is what its sender is told.</summary>
    public void Refuse(string code, string member, string message)
    {
        if (Error.Kind != OutcomeKind.Rejected)
            Error = Outcome.Rejected(code, member, message);
    }

    public bool Has(string name, [NotNullWhen(true)] string? value)
    {
        if (value is null)
            Refuse("missing", name, $"{name} is missing; this type of event needs it.");
        return value is not null;
    }

    private string? String() => Text(EventRules.LineBytes, null, out _);

    private string? Fail(string code, string what)
    {
        Refuse(code, Member, $"{Member} {what}.");
        return null;
    }

    private bool Is(JsonTokenType type, string what)
    {
        if (_reader.TokenType == type)
            return true;
        Fail("invalid", $"must be {what}");
        _reader.Skip();
        return false;
    }

    private readonly string Shown() => Encoding.UTF8.GetString(_reader.ValueSpan[..Math.Min(_reader.ValueSpan.Length, 24)]);

    private readonly string Name()
    {
        foreach (var known in Known)
            if (_reader.NameIs(known))
                return known;
        return "";
    }

    private static Utf8JsonReader Start(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader;
    }

    private static class Names<T> where T : struct, Enum
    {
        public static readonly (string Wire, T Value)[] All =
            [.. Enum.GetValues<T>().Select(value => (value.ToString().ToLowerInvariant(), value))];
    }
}
