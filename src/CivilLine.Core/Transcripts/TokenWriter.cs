namespace CivilLine.Transcripts;

/// <summary>The second pass's output: tokens one space apart, each unit with the place it came from.</summary>
internal ref struct TokenWriter(Span<char> text, Span<int> offsets)
{
    private readonly Span<char> _text = text;
    private readonly Span<int> _offsets = offsets;
    private int _length;
    private int _tokenStart;

    public int Masks { get; private set; }

    /// <summary>A disguised word was read as what it stands for: its neighbours may now read otherwise.</summary>
    public bool IsMended { get; private set; }

    public readonly ReadOnlySpan<char> Text => _text[.._length];

    public readonly ReadOnlySpan<int> Offsets => _offsets[.._length];

    public void Begin(int origin)
    {
        if (_length > 0)
            Put(' ', origin);
        _tokenStart = _length;
    }

    public void Put(char unit, int origin)
    {
        _text[_length] = unit;
        _offsets[_length++] = origin;
    }

    /// <summary>Ends a token; a filler goes, and so does the first of a stutter ("i i'm", "the the").</summary>
    public void EndWord()
    {
        ReadOnlySpan<char> word = _text[_tokenStart.._length];
        if (!Lexicon.Knows(word))
        {
            Mend();
            word = _text[_tokenStart.._length];
        }

        if (word.IsEmpty || Fillers.IsFiller(word))
        {
            _length = Math.Max(0, _tokenStart - 1);
            return;
        }

        while (_tokenStart > 0)
        {
            var previous = _text[..(_tokenStart - 1)].LastIndexOf(' ') + 1;
            if (!Fillers.IsStutter(_text[previous..(_tokenStart - 1)], _text[_tokenStart.._length]))
                return;
            _text[_tokenStart.._length].CopyTo(_text[previous..]);
            _offsets[_tokenStart.._length].CopyTo(_offsets[previous..]);
            _length -= _tokenStart - previous;
            _tokenStart = previous;
        }
    }

    /// <summary>Letters said one by one become the word they spell.</summary>
    public void JoinSpelled()
    {
        var length = SpelledOut.Join(_text[.._length], _offsets[.._length]);
        IsMended |= length != _length;
        _length = length;
    }

    private void Mend()
    {
        var word = _text[_tokenStart.._length];
        if (word.ContainsAnyExceptInRange('a', 'z'))
        {
            IsMended |= Leet.Fold(word);
            if (!System.Text.Ascii.IsValid(word))
                IsMended |= Lookalikes.Replace(word) | Lookalikes.Bare(word);
        }

        var length = DrawnOut.Shorten(word, _offsets[_tokenStart.._length]);
        IsMended |= length != word.Length;
        _length = _tokenStart + length;
        word = word[..length];
        if (Lexicon.Knows(word) || LostSpace.Find(word) is not (> 0 and var at))
            return;
        at += _tokenStart;
        _text[at.._length].CopyTo(_text[(at + 1)..]);
        _offsets[at.._length].CopyTo(_offsets[(at + 1)..]);
        _text[at] = ' ';
        _length++;
        IsMended = true;
    }

    public void EndMask() => Masks++;

    /// <summary>One "!" says as much as three.</summary>
    public void PutMark(char mark, int origin)
    {
        if (_length > 0 && _text[_length - 1] == mark && (_length == 1 || _text[_length - 2] == ' '))
            return;
        Begin(origin);
        Put(mark, origin);
    }
}
