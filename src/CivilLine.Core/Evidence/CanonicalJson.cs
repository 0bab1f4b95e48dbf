using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CivilLine.Evidence;

/// <summary>
/// One way to write a JSON value, whoever writes it: RFC 8785 (JCS). Members in the order of their UTF-16 units, no
/// space, numbers as ECMAScript writes them.
/// </summary>
public static class CanonicalJson
{
    /// <exception cref="FormatException">A member stands twice, or a number is too large for IEEE 754.</exception>
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, text);
                break;
            case JsonValueKind.Array:
                WriteList('[', ']', value.EnumerateArray(), text, Write);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetDouble()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteObject(JsonElement value, StringBuilder text)
    {
        var members = value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
        for (var i = 1; i < members.Count; i++)
            if (members[i].Name == members[i - 1].Name)
                throw new FormatException($"the member '{members[i].Name}' stands twice");
        WriteList('{', '}', members, text, (member, to) =>
        {
            WriteString(member.Name, to);
            to.Append(':');
            Write(member.Value, to);
        });
    }

    private static void WriteList<T>(char open, char close, IEnumerable<T> items, StringBuilder text, Action<T, StringBuilder> write)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
                text.Append(',');
            isFirst = false;
            write(item, text);
        }
        text.Append(close);
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            text.Append(unit switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                < ' ' => $"\\u{(int)unit:x4}",
                _ => null,
            } ?? unit.ToString());
        }
        text.Append('"');
    }

    /// <summary>The shortest digits that give the number back, and an exponent only beyond 21 places or below 6.</summary>
    private static string Number(double number)
    {
        if (!double.IsFinite(number))
            throw new FormatException("a number is too large");
        if (number == 0)
            return "0";
        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 17; digits++)
        {
            shortest = number.ToString("E" + digits, CultureInfo.InvariantCulture);
            if (double.Parse(shortest, CultureInfo.InvariantCulture) == number)
                break;
        }
        var sign = number < 0 ? "-" : "";
        var mantissa = shortest.TrimStart('-');
        var at = mantissa.IndexOf('E', StringComparison.Ordinal);
        var point = int.Parse(mantissa[(at + 1)..], CultureInfo.InvariantCulture) + 1;
        return sign + Placed(mantissa[..at].Replace(".", "", StringComparison.Ordinal), point);
    }

    /// <param name="point">How many of the digits stand before the point.</param>
    private static string Placed(string digits, int point) => point switch
    {
        > 0 and <= 21 when digits.Length <= point => digits.PadRight(point, '0'),
        > 0 and <= 21 => $"{digits[..point]}.{digits[point..]}",
        > -6 and <= 0 => "0." + new string('0', -point) + digits,
        _ => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}",
    };
}
