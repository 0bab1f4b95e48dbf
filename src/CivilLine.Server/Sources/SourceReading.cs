using CivilLine.Ingest;

namespace CivilLine.Sources;

/// <summary>One socket's messages, read by a format of their own; each is durable before the next is read.</summary>
internal sealed class SourceReading(ConfiguredSource source, SourceAddress said, SourceIntake intake, TimeProvider time) : IDisposable
{
    private readonly ISourceFormat _format = source.OpenFormat();
    private readonly EventLines _lines = new();

    public bool SendsAudio => _format.SendsAudio;

    /// <summary>What the last message's sender is to be told.</summary>
    public IReadOnlyList<string> Answers => _lines.Answers;

    /// <param name="patience">How long what is answered busy is tried again: a format may not read a message twice.</param>
    public async Task<IngestTally> TakeAsync(ReadOnlyMemory<byte> message, TimeSpan patience, CancellationToken cancellationToken)
    {
        var read = new SourceMessage(message, said, time.GetUtcNow());
        await intake.RecallAsync(source, _format, read);
        _lines.Clear();
        _lines.Add(_format, read);
        source.Note(_lines);
        return await intake.TakeAsync(source, _lines, patience, cancellationToken, _format.MakesIds);
    }

    public void Dispose() => _lines.Dispose();
}
