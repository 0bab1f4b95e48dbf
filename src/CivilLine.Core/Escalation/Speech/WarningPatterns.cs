using System.Text.RegularExpressions;

namespace CivilLine.Escalation.Speech;

/// <summary>
/// How agents warn, in normalised text. Written from the conduct policies of call centres and from spoken Englishes;
/// the repeats are all bounded, so that no text makes them slow (the automata without backtracking grow too large).
/// </summary>
internal static partial class WarningPatterns
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string You = "(you|ye|yous|youse|yez|y'all|ya)";

    private const string Manner =
        @"(swear\w*|curs(e|es|ing)|cuss\w*|language|abus(e|ive|ing)|shout\w*|yell\w*|scream\w*|rude\w*|aggress\w*|insult\w*|offensive"
        + @"|threat\w*|disrespect\w*|respect\w*|like (that|this)|that way|this way|that manner|that tone|your tone|names|racist|racis\w*|sexist"
        + @"|comments?|remarks?|foul|obscen\w*|profan\w*|vulgar\w*|attitude|behav\w*|civil\w*|polite\w*|speak to me|talk to me|calm\w*)";

    /// <summary>Words about how somebody speaks.</summary>
    [GeneratedRegex(@"\b" + Manner + @"\b", Options)]
    public static partial Regex Conduct();

    /// <summary>A condition on the caller's conduct that needs no further word to be one.</summary>
    [GeneratedRegex(
        @"\bif " + You + @" (just |do |are going to |'re going to )?(continue|carry on|keep|keeps|persist|go on|insist|don't stop|do not stop|won't stop|can't stop|don't calm|can't calm)\b"
        + @"|\bif " + You + @" (do|say|try|call me|speak to me|talk to me|swear|shout)( [\w']+){0,5} again\b"
        + @"|\bif (this|that|it|the (abuse|swearing|shouting|language|insults|comments|threats|behaviour)|your (language|behaviour|tone|abuse)) (just )?"
        + @"(continues?|carries on|goes on|keeps? (up|going|on|happening)|happens (again|once more|(a|one) (third|second|more) time)|doesn't stop|does not stop|persists?|don't stop|doesn't change)\b"
        + @"|\b(any|one|once) more( [\w']+)? (of (that|this|those)|swear\w*|swear words?|abuse|language|word|time|comment|remark|outburst|insult|threat|shouting)\b"
        + @"|\b(any more|one more)( [\w']+){0,4} (and|or) (i|we|i'll|we'll|i'm|this|the)\b"
        + @"|\bif (there's|there is|i hear|i get|we get) (any|one|anything) (more|else|further)\b"
        + @"|\b(another|the next) (swear word|swear|insult|outburst|word like that|comment like that|remark like that)\b"
        + @"|\b(or|otherwise|or else) (i|we|i'll|we'll|i'm|i'd)( will| may| might| am going to| going to| shall|'ll)? ?(have to|need to|must|be|end|hang|terminate|disconnect)\b"
        + @"|\bnext time you (swear|shout|speak|talk|say|call|insult)\b"
        + @"|\bunless " + You + @" (stop|calm|moderate|lower|change|mind|watch|behave|show)\b"
        + @"|\b(keep|carry|go) (that|this|it|on) ?(up|like that|like this|going|with that|swearing|shouting)?( [\w']+){0,3} (and|then) (i|we|i'll|we'll|i'm|this|the)\b"
        + @"|\b(stop|quit|calm down|mind|watch|moderate|cut)( [\w']+){0,8} (or|otherwise|or else) (i|we|i'll|we'll|i'm|this|the)\b",
        Options)]
    public static partial Regex Condition();

    /// <summary>A condition that is one only beside words about conduct: "if you can't speak to me civilly".</summary>
    [GeneratedRegex(
        @"\bif " + You + @" (can't|cannot|can not|don't|do not|won't|will not|aren't|are not|use|speak|talk|swear|shout|raise|threaten|insult|are|'re|call me|refuse)\b"
        + @"|\b(unless|until|when) " + You + @"\b|\bwhile you('re| are)\b|\bif (i|we|my colleagues?) (am|are|is|'m|'re|get|gets|keep) (being )?(sworn|shouted|abused|spoken|insulted|threatened)\b",
        Options)]
    public static partial Regex WeakCondition();

    /// <summary>"…I will end the call."</summary>
    [GeneratedRegex(
        @"\b(i|we|i'll|we'll|i'm|we're|i'd|i've|we've)( [\w']+){0,7} (end|ending|terminate|terminating|finish|finishing|cut|cutting|drop|dropping|close|closing|stop|stopping|disconnect|disconnecting|leave|leaving|release|releasing) (the|this|our|your|that) (call|conversation|chat|line|phone call|contact|phone|discussion)\b"
        + @"|\b(i|we|i'll|we'll|i'm|we're|i'd)( [\w']+){0,6} (hang up|hanging up|hang the phone up|put the phone down|putting the phone down|putting this phone down|put this phone down|ring off|ringing off|cut you off|cutting you off|disconnect you|disconnecting you|terminate|terminating|disconnect|disconnecting|end it|ending it)( on you| here| now| sir| madam| and [\w' ]+)?$"
        + @"|\b(i|we|i'll|we'll|i'm|we're|i'd)( [\w']+){0,6} (hang up|hanging up|hang the phone up|put the phone down|putting the phone down|ring off|ringing off|cut you off|cutting you off)\b"
        + @"|\b(the|this|our|your) (call|conversation)( [\w']+){0,4} (end|ended|ending|ends|over|terminated|cut off|disconnected|finished|done|stopped|closed)\b",
        Options)]
    public static partial Regex Consequence();

    /// <summary>"…I can't go on with this", which is a consequence only beside words about conduct.</summary>
    [GeneratedRegex(
        @"\b(can't|cannot|can not|won't|will not|not able to|be able to|not going to|unable to|not prepared to) (continue|carry on|go on|help|assist|speak to|talk to|deal with|keep)\b",
        Options)]
    public static partial Regex Refusal();

    private const string Demander =
        @"(please|kindly|need you to|want you to|ask you to|ask you|asking you|asked you|ask you|ask that you|asking you to|asked you to|like you to|love you to|request that you|advise you to|expect you to"
        + @"|appreciate it if you (would|could|didn't|wouldn't)|appreciate it if you|grateful if you (would|could)|prefer it if you|rather you|"
        + You + @" (need to|have to|must|'ve got to|have got to|got to|will have to|'ll have to)|you'll have to|you've got to"
        + @"|can (i ask )?you( to)?|could (i ask )?you( to)?|would you( mind)?|will you|can you|have to insist( that)? you|going to ask you to|let's|let us|you'd)";

    private const string Misconduct =
        @"(swear\w*|curs(e|ing)|cuss\w*|shout(ing)?|yell(ing)?|scream(ing)?"
        + @"|(use|using) (that|this|such|bad|foul|offensive|abusive|obscene|racist)( kind of| sort of| type of)?( bad| foul| offensive| abusive| racist)? ?(language|words?|tone)"
        + @"|(that|the|this|bad|foul)( kind of| sort of)?( bad| foul)? (language|swearing|abuse|shouting)"
        + @"|(speak|talk|speaking|talking) (to me|to us|at me|to my colleagues?) (like|in|that)"
        + @"|insult(ing)? (me|us)|call(ing)? me (names|that|an?)|threaten(ing)? (me|us)|abus(e|ing) (me|us)"
        + @"|(be|being) (so )?(rude|abusive|aggressive|offensive|disrespectful|personal))";

    /// <summary>A request about conduct: "please stop swearing", "I'd ask you not to speak to me like that".</summary>
    [GeneratedRegex(
        @"\b" + Demander + @"( just| please| kindly| now| all| sir| madam| politely| nicely| again| once more)? (stop|not|not to|don't|do not|refrain from|avoid|quit|cease|didn't|wouldn't|leave off|give over|pack in|stop all|drop|cut out)( the| all| all the)? " + Misconduct + @"\b"
        + @"|(^|\b(sir|madam|ma'am|miss|please|okay|ok|right|now|hey|no|but|so|look|listen|well|excuse me|(mr|mrs|ms|miss) \w+) )(please )?(don't|do not|don't you dare|never|stop|quit) " + Misconduct + @"\b"
        + @"|\b" + Demander + @"( just| please| kindly)? (speak|talk|treat|address)( to)? (me|us)( [\w']+)? (with|respectful\w*|polite\w*|civil\w*|proper\w*|decent\w*|like a (human|person)|in a)\b"
        + @"|\b" + Demander + @"( just| please| kindly| to)? (be|remain|stay|keep it|keep this|keep things|keep the conversation|keep the language|keep your language|keep it a bit|be a bit|be more)( a bit| more)? (respectful|civil|polite|courteous|professional|clean|less aggressive|less abusive)\b"
        + @"|\b" + Demander + @"( just| please| kindly| to)? (mind|watch|moderate|curb|temper|lower|tone down|clean up)( [\w']+)? (language|tongue|mouth|tone|manner|attitude|words|voice)\b"
        + @"|(^|\b(please|sir|madam|to|now|and|right|okay) )(mind|watch|moderate|curb|temper|tone down) (your|the) (language|tongue|mouth|tone|attitude|words|manners)\b"
        + @"|\b(less|enough) of (the|that|your)( bad| foul)? (language|swearing|abuse|shouting|attitude|cheek|lip|effing and blinding)\b"
        + @"|^(\w+ ){0,2}language please\b",
        Options)]
    public static partial Regex Demand();

    private const string Suffered =
        @"(spoken to|spoken tae|spoke to|talked to|sworn at|swore at|shouted at|yelled at|screamed at|insulted|abused|called (names|that|an?|things)|threatened|treated( [\w']+)?|abuse|abusive|(that|such|this|your|bad|foul|abusive) language|language like|swearing|rudeness|insults?|threats|behaviour|that (kind|sort|type) of (language|talk|abuse|behaviour|comment|tone|word|remark|attitude)|being (spoken|talked|sworn|shouted|yelled|called|insulted|abused|threatened)|racist|comments like that)";

    /// <summary>A line drawn: "I won't be spoken to like that", "that language isn't acceptable".</summary>
    [GeneratedRegex(
        @"\b(i|we|i'm|we're|nobody|no one|staff|our staff|my colleagues)( [\w']+){0,2} (not|no|cannae|dinnae|willnae|winnae|won't|don't|can't|cannot|shouldn't|refuse|didn't|never|deserves|wouldn't|isn't|aren't|doesn't)( [\w']+){0,6} " + Suffered + @"\b"
        + @"|\b(that|this|such|your|the|foul|abusive|bad|offensive|swearing|abuse|racist)( kind of| sort of| type of)?( bad| foul| abusive| offensive)? ?(language|tone|abuse|behaviour|swearing|attitude|comments?|remarks?|talk|word|words)?( at me| like that)? (is not|isn't|is|are not|aren't|will not be|won't be|are|can't be|is just not|is really not|was not|wasn't)( [\w']+)? ?(acceptable|unacceptable|appropriate|inappropriate|necessary|called for|uncalled for|tolerated|accepted)\b"
        + @"|\b(there is|there's|there really is|we don't|you don't|i don't|was|there was|it's|ain't)( really| absolutely)? ?(no|any|not)? ?(need|call|cause|reason|excuse) (for|to)( [\w']+){0,4} (language|swear\w*|shout\w*|rude\w*|abus\w+|aggressive|nasty|offensive|tone|insults?|insulting|personal|like that)\b"
        + @"|\byou (can't|cannot|can not|don't get to|do not get to|mustn't|must not|are not allowed to|aren't allowed to|have no right to|shouldn't|can not) (be )?(speak|speaking|talk|talking|swear|swearing|shout|shouting|treat|treating|threaten|threatening|insult|insulting|abuse)( [\w']+)? (me|us|people|my|like)\b"
        + @"|\b(zero tolerance)\b|\b(will not|won't|do not|don't|cannot|can't|not) (tolerate|accept|allow|stand for|put up with|condone)( [\w']+){0,5} (abus\w+|language|swearing|behaviour|rude\w*|aggress\w*|threat\w*|racis\w*|like that)\b",
        Options)]
    public static partial Regex Line();

    /// <summary>The warning named: "that's your first warning". What is named "warning" may also be a light or a letter.</summary>
    [GeneratedRegex(
        @"\b(this is|that's|that is|consider (this|that|yourself)|giving you|i'll give you|i will give you|give you|take (this|that) as|here's|count that as|call that|you're on|you are on|you've had)( a| an| my| your| the| one| our)? ?(very )?(first|second|third|one|two|final|last|only|formal|official|verbal|fair|warned)?( and| warning)? ?(final|last|only)? ?(warnings?|warned)( on your (language|behaviour|conduct)| about your (language|behaviour|conduct))?\b"
        + @"|\b(that|sir|madam|no|okay|right|now|it|this) (second|final|last) warning$"
        + @"|^(no )?(that's |a |your |my |the )*(first|second|final|last) warning( now| sir| madam| (mr|mrs|ms|miss) \w+)?$",
        Options)]
    public static partial Regex Named();

    [GeneratedRegex(@"\bwarning (letter|light|lamp|notice|sign|triangle|label|email|text|message|screen|symbol|about|on|from|for|that)\b|\b(account|arrears|bill|payment|supply|router|boiler|weather|app|screen|dashboard)\b", Options)]
    public static partial Regex OtherWarning();

    [GeneratedRegex(
        @"\b(final|last|second|third) (and (final|last) )?warning\b|\b(last|final) (time|chance)\b"
        + @"|\b(won't|will not|not going to|i'm not|am not) (be )?(warn|warning|ask|asking|tell|telling|say it|say this|saying it|repeat|repeating)( you| that| this| it| myself)* again\b"
        + @"|\b(one|once|any) more( [\w']+)? (word|time|comment|remark|outburst|swear\w*|insult|threat|of (that|those|this))\b|\bone more and\b|\b(happens|do (it|that)|say (it|that)) once more\b"
        + @"|\b(the next|another) (swear word|swear|insult|outburst)\b|\bnext time you\b",
        Options)]
    public static partial Regex Last();

    /// <summary>Somebody else's words: the caller's, a colleague's, a driver's.</summary>
    [GeneratedRegex(
        @"\b(he|she|they|someone|somebody|who|which|adviser|advisor|agent|colleague|manager|supervisor|driver|engineer|lady|man|guy|fella|lad|boss|you|customer|caller|neighbour|husband|wife|letter|email|message|recording|it|him|her|them)( [\w']+)? (said|told|asked|says|say|saying|tells|tell|telling|claims?|reckons?|heard|shouted|wrote|mentioned|told you|warned)\b"
        + @"|\b(were|was|been|got|getting) (told|asked|warned)\b|\byou (mean|meant|heard|quoted?)\b|\btell (him|her|them)\b",
        Options)]
    public static partial Regex Reported();

    /// <summary>A promise to call back is about the line, not about conduct.</summary>
    [GeneratedRegex(@"\b(call|ring|phone|give) you (straight |right )?(back|a call|a ring)\b|\b(line|signal|reception|connection|cutting out|breaking up|hear (me|you))\b", Options)]
    public static partial Regex Callback();
}
