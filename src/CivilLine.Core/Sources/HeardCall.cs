using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>What is kept of a call, for a format that goes on where another instance of it left off: before a restart, on another socket.</summary>
/// <param name="Utterances">The newest revision of each that this source brought, in the order in which they came.</param>
public sealed record HeardCall(DateTimeOffset StartedAt, IReadOnlyList<Fragment> Utterances);
