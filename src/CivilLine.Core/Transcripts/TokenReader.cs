namespace CivilLine.Transcripts;

/// <summary>The second pass: words, numbers, masks, and the marks that carry meaning.</summary>
internal readonly ref struct TokenReader(ReadOnlySpan<char> text, ReadOnlySpan<int> from)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly ReadOnlySpan<int> _from = from;

    public void ReadInto(ref TokenWriter writer)
    {
        for (var i = 0; i < _text.Length;)
        {
            var unit = _text[i];
            if (unit is '[' or '<' or '(' or '{')
                i = ReadMarker(i, ref writer);
            else if (unit is '?' or '!')
                writer.PutMark(unit, _from[i++]);
            else if (Leet.RunEnd(_text, i) is var end && end > i && Leet.IsKnown(_text[i..end]))
                i = PutLeet(i, end, ref writer);
            else if (Masks.MayStart(unit) || char.IsLetterOrDigit(unit) || char.IsSurrogate(unit))
                i = ReadRun(i, ref writer);
            else
                i++;
        }

        writer.JoinSpelled();
    }

    private int ReadMarker(int start, ref TokenWriter writer)
    {
        var length = Masks.MarkerLength(_text[start..], out var kind);
        if (length == 0)
            return start + 1;
        var end = start + length;
        if (kind == MarkerKind.Made)
            Copy(start, end, ref writer);
        else if (kind == MarkerKind.Profanity)
            PutMask(start, end, ref writer);
        return end;
    }

    private int ReadRun(int start, ref TokenWriter writer)
    {
        var maskEnd = Masks.RunEnd(_text, start);
        if (maskEnd > start)
        {
            PutMask(start, maskEnd, ref writer);
            return Masks.SkipPossessive(_text, maskEnd);
        }

        var end = WordEnd(start);
        if (end == start)
            return start + 1;
        var word = _text[start..end];
        if (Masks.IsBleep(word) && Masks.IsStarred(_text, start, end))
        {
            PutMask(start, end, ref writer);
            return end;
        }

        writer.Begin(_from[start]);
        for (var i = start; i < end; i++)
        {
            if (_text[i] != ',')
                writer.Put(_text[i], _from[i]);
        }

        writer.EndWord();
        return end;
    }

    private int PutLeet(int start, int end, ref TokenWriter writer)
    {
        writer.Begin(_from[start]);
        for (var i = start; i < end; i++)
            writer.Put(_text[i], _from[i]);
        writer.EndWord();
        return end;
    }

    private int WordEnd(int start)
    {
        var i = start;
        for (; i < _text.Length; i++)
        {
            var unit = _text[i];
            if (char.IsLetterOrDigit(unit) || char.IsSurrogate(unit) || IsSpacingMark(unit))
                continue;
            var inside = i > start && i + 1 < _text.Length;
            if (inside && unit == '\'' && char.IsLetter(_text[i - 1]) && char.IsLetter(_text[i + 1]))
                continue;
            if (inside && unit is '.' or ',' && char.IsAsciiDigit(_text[i - 1]) && char.IsAsciiDigit(_text[i + 1]))
                continue;
            break;
        }

        return i;
    }

    private static bool IsSpacingMark(char unit) =>
        unit >= 128 && char.GetUnicodeCategory(unit) == System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private void Copy(int start, int end, ref TokenWriter writer)
    {
        writer.Begin(_from[start]);
        for (var i = start; i < end; i++)
            writer.Put(_text[i], _from[i]);
        writer.EndMask();
    }

    /// <summary>A mask keeps the letters it left visible: f**k is &lt;mask:f*k&gt;, **** is &lt;mask&gt;.</summary>
    private void PutMask(int start, int end, ref TokenWriter writer)
    {
        if (Unmasking.Find(_text[start..end]) is { } word)
        {
            writer.Begin(_from[start]);
            for (var i = start; i < end; i++)
                writer.Put(word[i - start], _from[i]);
            writer.EndMask();
            writer.EndWord();
            return;
        }

        var marker = !char.IsLetter(_text[start]) && !Masks.MayStart(_text[start]);
        var bleep = marker || Masks.IsBleep(_text[start..end]);
        writer.Begin(_from[start]);
        foreach (var unit in "<mask")
            writer.Put(unit, _from[start]);
        if (!bleep && HasLetter(start, end))
        {
            writer.Put(':', _from[start]);
            var gap = false;
            for (var i = start; i < end; i++)
            {
                if (!char.IsLetter(_text[i]))
                {
                    gap = true;
                    continue;
                }

                if (gap && i > start)
                    writer.Put('*', _from[i]);
                gap = false;
                writer.Put(_text[i], _from[i]);
            }
        }

        writer.Put('>', _from[end - 1]);
        writer.EndMask();
    }

    private bool HasLetter(int start, int end) => _text[start..end].ContainsAnyInRange('a', 'z');
}
