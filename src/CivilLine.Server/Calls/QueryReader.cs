using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace CivilLine.Calls;

/// <summary>Reads a query string, or a body that says the same; the first thing that breaks a rule is in <see cref="Error"/>, with the allowed range.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    /// <summary>The member and what was wrong with it; null while nothing is.</summary>
    public (string Member, string Detail)? Error { get; private set; }

    /// <summary>Of a body's members, by the names that they have in an address.</summary>
    public static QueryReader Of(params IEnumerable<(string Name, object? Value)> members) => new(new QueryCollection(
        members.Where(one => one.Value is not null)
            .ToDictionary(one => one.Name, one => new StringValues(Convert.ToString(one.Value, CultureInfo.InvariantCulture)))));

    public string? Text(string name) => query[name] is [{ Length: > 0 } text, ..] ? text : null;

    public long? Integer(string name, long min, long max)
    {
        if (Text(name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
            return number;
        Fail(name, $"must be a whole number from {min} to {max}");
        return null;
    }

    public bool? Flag(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (bool.TryParse(text, out var flag))
            return flag;
        Fail(name, "must be true or false");
        return null;
    }

    /// <summary>In UTC, also where no zone is given.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        Fail(name, "must be a date or time of ISO 8601");
        return null;
    }

    public T? OneOf<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        foreach (var value in Enum.GetValues<T>())
            if (Wire(value) == text)
                return value;
        Fail(name, $"must be one of {string.Join(", ", Enum.GetValues<T>().Select(Wire))}");
        return null;
    }

    /// <summary>For what may repeat what was said on a call.</summary>
    /// <param name="instead">Where its body takes it.</param>
    public void NotInAddress(string name, string instead)
    {
        if (query.ContainsKey(name))
            Fail(name, $"may not stand in an address, which logs and browsers keep: send it in the body of POST {instead}");
    }

    public void Fail(string name, string rule) => Error ??= (name, $"'{name}' {rule}.");

    private static string Wire<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
