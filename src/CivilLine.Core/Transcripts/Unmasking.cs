namespace CivilLine.Transcripts;

/// <summary>The word that a mask shows enough of: f***ing and s**t, not ****.</summary>
internal static class Unmasking
{
    /// <summary>What filters print stars for, the likeliest first; then anything else a caller may hide.</summary>
    private static readonly string[] Hidden =
    [
        .. ("fuck fucking fucked fucker fuckers fuckin fucks shit shite shitty shitting shits bullshit bitch bitches bastard bastards "
            + "bloody bollocks cunt cunts wanker wankers wank twat twats prick pricks piss pissed pissing arse arsehole arseholes ass "
            + "asshole assholes dick dicks dickhead dickheads motherfucker motherfuckers motherfucking hell slut sluts slag slags whore "
            + "faggot nigger niggers nigga retard").Split(' '),
        .. Lexicon.Telling(),
    ];

    /// <summary>The word of the same length that fits <paramref name="run"/>; null where too little shows.</summary>
    public static string? Find(ReadOnlySpan<char> run)
    {
        var visible = 0;
        foreach (var unit in run)
            visible += char.IsAsciiLetter(unit) ? 1 : 0;
        if (visible == 0 || (visible == 1 && !char.IsAsciiLetter(run[0])))
            return null;
        foreach (var word in Hidden)
        {
            if (Fits(word, run))
                return word;
        }

        return null;
    }

    private static bool Fits(string word, ReadOnlySpan<char> run)
    {
        if (word.Length != run.Length)
            return false;
        for (var i = 0; i < run.Length; i++)
        {
            if (char.IsAsciiLetter(run[i]) && run[i] != word[i])
                return false;
        }

        return true;
    }
}
