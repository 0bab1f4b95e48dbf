using System.Globalization;

namespace CivilLine.Core.Tests.Transcripts;

/// <param name="Value">What must not be left of it: its letters and digits as they were said or typed.</param>
internal sealed record SaidCase(string Kind, string Lead, string Value, string Trail)
{
    public string Text => $"{Lead} {Value} {Trail}".Trim();
}

/// <summary>Personal numbers as callers say and recognisers write them; the same for the same seed.</summary>
internal sealed class SaidNumbers(int seed)
{
    public static readonly string[] Kinds =
        ["card", "cvv", "expiry", "account", "iban", "insurance", "security", "phone", "email", "postcode", "birth"];

    private static readonly string[] Ones = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    private static readonly string[] Teens =
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    private static readonly string[] Trails = ["", "", "thanks", "is that okay", "yeah", "can you hear me", "have you got that"];
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private readonly Random _random = new(seed);

    public IEnumerable<SaidCase> Of(string kind, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (lead, value) = kind switch
            {
                "card" => (Pick("so", "it's", "yeah it's", "the long number is", "my visa is", "okay so the card is", "right"), Card()),
                "cvv" => (Pick("the cvv is", "the security code is", "three digits on the back are", "cvc"), Say(Digits(3))),
                "expiry" => (Pick("expiry", "the expiry date is", "it expires", "valid until", "exp"), Expiry()),
                "account" => Account(),
                "iban" => (Pick("iban", "my iban is", "it's"), Iban()),
                "insurance" => (Pick("my national insurance number is", "my ni number is", "national insurance"), Insurance()),
                "security" => (Pick("my social is", "my social security number is", "ssn"), Security()),
                "phone" => (Pick("ring me on", "my number is", "my mobile is", "call me on", "it's"), Phone()),
                "email" => (Pick("my email is", "it's", "send it to", "the email address is"), Email()),
                "postcode" => (Pick("my postcode is", "postcode", "the postcode is"), Postcode()),
                _ => (Pick("date of birth is", "my date of birth", "i was born on", "dob"), Birth()),
            };
            yield return new SaidCase(kind, lead, value, Pick(Trails));
        }
    }

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => _random.Next(10)));

    private string Card()
    {
        var amex = _random.Next(6) == 0;
        var digits = RedactorTests.WithCheckDigit((amex ? "37" : Pick("4", "51", "55", "2221", "6011")) is var start ? start + Digits((amex ? 14 : 15) - start.Length) : "");
        var groups = amex ? new[] { digits[..4], digits[4..10], digits[10..] } : [digits[..4], digits[4..8], digits[8..12], digits[12..]];
        return _random.Next(4) switch
        {
            0 => string.Join(Pick(" ", "-", ", "), groups),
            1 => digits,
            _ => string.Join(Pick(" ", ", ", " um "), groups.Select(Spoken)),
        };
    }

    private string Expiry()
    {
        var (month, year) = (_random.Next(1, 13), _random.Next(26, 35));
        return _random.Next(4) switch
        {
            0 => $"{month:00}/{year}",
            1 => $"{month:00}/20{year}",
            2 => $"{Months[month - 1]} {Pair(year)}",
            _ => $"{(month < 10 ? "oh " + Ones[month] : Pair(month))} {Pair(year)}",
        };
    }

    private (string Lead, string Value) Account()
    {
        var sort = Digits(6);
        return _random.Next(3) switch
        {
            0 => (Pick("sort code", "my sort code is"), _random.Next(2) == 0 ? $"{sort[..2]}-{sort[2..4]}-{sort[4..]}" : Spoken(sort)),
            1 => (Pick("account number", "my account number is", "the account is"), Say("7" + Digits(7))),
            _ => (Pick("it's", "bank details"), $"{sort[..2]}-{sort[2..4]}-{sort[4..]} {Digits(8)}"),
        };
    }

    private string Iban()
    {
        var body = Pick("NWBK", "BARC", "LOYD") + Digits(14);
        var rest = 0;
        foreach (var unit in body + "GB00")
            rest = char.IsAsciiDigit(unit) ? ((rest * 10) + unit - '0') % 97 : ((rest * 100) + unit - 'A' + 10) % 97;
        var iban = $"GB{98 - rest:00}{body}";
        return _random.Next(3) switch
        {
            0 => iban,
            1 => string.Join(' ', iban.Chunk(4).Select(four => new string(four))),
            _ => string.Join(' ', iban.Select(unit => char.IsAsciiDigit(unit) ? Ones[unit - '0'] : char.ToLowerInvariant(unit).ToString())),
        };
    }

    private string Insurance()
    {
        var (digits, end) = (Digits(6), Pick("A", "B", "C", "D"));
        return _random.Next(3) switch
        {
            0 => $"AB{digits}{end}",
            1 => $"JG {digits[..2]} {digits[2..4]} {digits[4..]} {end}",
            _ => $"j g {string.Join(' ', digits.Select(digit => Ones[digit - '0']))} {end.ToLowerInvariant()}",
        };
    }

    private string Security()
    {
        var digits = Digits(9);
        return _random.Next(2) == 0 ? $"{digits[..3]}-{digits[3..5]}-{digits[5..]}" : Spoken(digits);
    }

    private string Phone()
    {
        var uk = "07" + Digits(9);
        var us = $"{_random.Next(2, 10)}{Digits(2)}555{Digits(4)}";
        return _random.Next(6) switch
        {
            0 => uk,
            1 => $"{uk[..5]} {uk[5..]}",
            2 => $"+44 {uk[1..5]} {uk[5..]}",
            3 => $"({us[..3]}) {us[3..6]}-{us[6..]}",
            4 => $"{us[..3]}-{us[3..6]}-{us[6..]}",
            _ => Spoken(uk),
        };
    }

    private string Email()
    {
        var (first, last) = (Pick("john", "mary", "sam", "priya", "lee"), Pick("smith", "jones", "patel", "doyle"));
        var host = Pick("gmail", "hotmail", "outlook", "yahoo");
        return _random.Next(5) switch
        {
            0 => $"{first}.{last}@{host}.com",
            1 => $"{first} dot {last} at {host} dot com",
            2 => $"{first} underscore {last} at {host} dot co dot uk",
            3 => $"{string.Join(' ', first.ToCharArray())} {Pick("four two", "9 1", "seven")} at {host} dot com",
            _ => $"{first}{Digits(2)}@{last}.co.uk",
        };
    }

    private string Postcode()
    {
        var typed = $"{Pick("EH", "SW", "M", "LS", "G")}{_random.Next(1, 49)} {_random.Next(10)}{Pick("TP", "AA", "BX", "QD")}";
        return _random.Next(2) == 0
            ? typed
            : string.Join(' ', typed.Replace(" ", "", StringComparison.Ordinal).Select(unit => char.IsAsciiDigit(unit) ? Ones[unit - '0'] : char.ToLowerInvariant(unit).ToString()));
    }

    private string Birth()
    {
        var (day, month, year) = (_random.Next(1, 28), _random.Next(1, 13), _random.Next(40, 99));
        return _random.Next(3) switch
        {
            0 => $"{day:00}/{month:00}/19{year}",
            1 => $"the {day}th of {Months[month - 1]} 19{year}",
            _ => $"{Pair(day)} {Months[month - 1]} nineteen {Pair(year)}",
        };
    }

    private string Say(string digits) => _random.Next(2) == 0 ? digits : Spoken(digits);

    /// <summary>Digit by digit, with doubles and triples, or here and there in pairs ("forty two").</summary>
    private string Spoken(string digits)
    {
        List<string> words = [];
        var zero = Pick("oh", "zero", "nought");
        for (var i = 0; i < digits.Length; i++)
        {
            var run = 1;
            while (run < 3 && i + run < digits.Length && digits[i + run] == digits[i])
                run++;
            if (run > 1 && _random.Next(2) == 0)
            {
                words.Add($"{(run == 2 ? "double" : Pick("triple", "treble"))} {One(digits[i], zero)}");
                i += run - 1;
            }
            else if (i + 1 < digits.Length && digits[i] > '1' && digits[i + 1] > '0' && _random.Next(8) == 0)
            {
                words.Add(Pair(((digits[i] - '0') * 10) + digits[i + 1] - '0'));
                i++;
            }
            else
            {
                words.Add(One(digits[i], zero));
            }
        }

        return string.Join(' ', words);
    }

    private static string One(char digit, string zero) => digit == '0' ? zero : Ones[digit - '0'];

    private static string Pair(int number) => number switch
    {
        < 10 => Ones[number],
        < 20 => Teens[number - 10],
        _ when number % 10 == 0 => Tens[number / 10],
        _ => string.Create(CultureInfo.InvariantCulture, $"{Tens[number / 10]} {Ones[number % 10]}"),
    };

    private string Pick(params string[] any) => any[_random.Next(any.Length)];
}
