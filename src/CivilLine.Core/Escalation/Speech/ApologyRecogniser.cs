using System.Text.RegularExpressions;

namespace CivilLine.Escalation.Speech;

/// <summary>Hears a caller take it back. Only such words count as are about how the caller spoke.</summary>
internal static partial class ApologyRecogniser
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string Sorry = @"(sorry|apologise|apologize|apologies|apology|forgive me|pardon my|excuse my|my bad|beg your pardon)";

    /// <param name="text">What a caller said, normalised.</param>
    public static bool IsApology(string text) =>
        Apologises().IsMatch(text) && !Mocks().IsMatch(text) && !Another().IsMatch(text);

    [GeneratedRegex(
        @"\b" + Sorry + @"\b( [\w']+){0,6} (shouldn't have|should not have|shouldna|swearing|swore|sworn|my language|the language|language|being rude|been rude|was rude|so rude|shouting|shouted|yelling|snapping|snapped|having a go|losing my (temper|rag|cool)|lost my (temper|rag|cool)|my tone|my temper|my outburst|my french|taking it out|took it out|out of order|out of line|what i said|saying that|that i said|said that|calling you|called you|getting angry|got angry|getting cross|kicking off|mouthing off|blowing up|acting|behaving|attitude)\b"
        + @"|\bi (really )?(shouldn't have|should not have|shouldna|didn't mean to|never meant to|ought not to have|had no right to)( [\w']+){0,2} (said|say|swear|sworn|shout|shouted|spoken|speak|snap|snapped|take it out|taken it out|call|called|be rude|been rude|kick off|lost|lose|have a go|go off)\b"
        + @"|\bi (take|takes) (it|that|all that) back\b|\b(that|i) was (out of order|out of line|uncalled for|bang out of order)\b"
        + @"|\bi was (being )?(rude|out of order|out of line|horrible to you|nasty to you)\b"
        + @"|\b(excuse|pardon) my (french|language)\b"
        + @"|\bit's not your fault( [\w']+){0,8} (sorry|apologi[sz]e)\b|\b(sorry|apologi[sz]e)( [\w']+){0,8} not your fault\b"
        + @"|\bi (do |really |sincerely |must |want to |wanna |'d like to |would like to )*(apologise|apologize) (to you|for (that|my|the way|how|swearing|shouting|what i))\b",
        Options)]
    private static partial Regex Apologises();

    /// <summary>"I'm sorry you're an idiot", "you should be sorry": no apology at all.</summary>
    [GeneratedRegex(
        @"\b(not|never|ain't|won't|aren't) (\w+ )?(sorry|apologis\w+|apologiz\w+)\b|\byou (should|ought to|need to|could|must|can|want to|better|owe|shouldn't|should not)\b|\b(sorry|apologise) (but )?(you|you're|your)\b|\bowe me\b|\ban apology (from|off)\b|\bi want an apology\b",
        Options)]
    private static partial Regex Mocks();

    /// <summary>Somebody else was sorry.</summary>
    [GeneratedRegex(
        @"\b(he|she|they|who|driver|engineer|adviser|manager|colleague|you|nobody|man|lady|lad)( [\w']+)? (said|says|was|were|say|told|is|are|apologi\w+)( [\w']+)? (sorry|apologi\w+)\b|\b(he|she|they|nobody|driver|engineer|manager) (has |have |even |never )*apologi\w+\b",
        Options)]
    private static partial Regex Another();
}
