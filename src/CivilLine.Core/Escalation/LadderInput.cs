using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>Something that the ladder answers to, with the evidence and the model that found it.</summary>
internal abstract record LadderInput(IReadOnlyList<string> UtteranceIds, string ModelVersion);

/// <summary>Words that break the policy: confirmed, or a threat that was held long enough while it was said; nothing else that is provisional gets here.</summary>
/// <param name="Phrase">The policy's own wording that they hold; null where the model found them.</param>
internal sealed record Breach(
    Speaker Speaker, Category Category, Severity Severity, Target Target, IReadOnlyList<string> UtteranceIds, string ModelVersion,
    string? Phrase = null)
    : LadderInput(UtteranceIds, ModelVersion);

/// <summary>A breach that was no breach after all: corrected by the recogniser, or dismissed by a person.</summary>
internal sealed record Retraction(Breach Breach, string Rule, string? By = null) : LadderInput(Breach.UtteranceIds, Breach.ModelVersion);

/// <summary>The agent warned; heard in the call, or confirmed by <paramref name="By"/> with "I have said it".</summary>
internal sealed record Warning(bool IsFinal, IReadOnlyList<string> UtteranceIds, string ModelVersion, string? By = null)
    : LadderInput(UtteranceIds, ModelVersion);

internal sealed record Apology(IReadOnlyList<string> UtteranceIds, string ModelVersion) : LadderInput(UtteranceIds, ModelVersion);

/// <summary>The speaker is in danger: from here on the ladder stands still.</summary>
internal sealed record SafeguardingHold(IReadOnlyList<string> UtteranceIds, string ModelVersion) : LadderInput(UtteranceIds, ModelVersion);

/// <summary>The danger was no danger: the alert was withdrawn or dismissed.</summary>
internal sealed record SafeguardingRelease(IReadOnlyList<string> UtteranceIds, string ModelVersion, string? By = null)
    : LadderInput(UtteranceIds, ModelVersion);

/// <summary>A supervisor's answer where the policy asks them to agree to a step.</summary>
internal sealed record Agreed(bool Agrees, string ModelVersion, string By) : LadderInput([], ModelVersion);

/// <summary>Nothing but time.</summary>
internal sealed record Quiet(string ModelVersion) : LadderInput([], ModelVersion);

internal readonly record struct LadderDecision(LadderState State, LadderMove? Move = null);
