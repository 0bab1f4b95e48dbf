namespace CivilLine.Sources;

/// <summary>
/// Reads a vendor's messages. One instance serves one configured source (or one of its sockets) and may remember what
/// the vendor's messages leave out; it is never used by two threads at once.
/// </summary>
public interface ISourceFormat
{
    /// <summary>Whether binary messages on its socket are audio, which is passed over; elsewhere they are refused.</summary>
    bool SendsAudio => false;

    /// <summary>
    /// Whether it makes up utterances' ids, so that a recogniser which begins anew within a call may use one again for
    /// other words; those are then kept under another.
    /// </summary>
    bool MakesIds => false;

    /// <summary>
    /// Whether utterances' ids count from the beginning of the vendor's stream, so that they need to say which stream where one
    /// is opened anew within a call: see <see cref="SourceAddress.OffsetMs"/>.
    /// </summary>
    bool IdsAreOfStream => MakesIds;

    /// <returns>
    /// The call of which the message is, where it can be told right only after those before it and this instance has read
    /// none of them; null where nothing is missing. <see cref="Recall"/> is called before the message is read.
    /// </returns>
    string? Unknown(in SourceMessage message) => null;

    /// <param name="heard">Null where nothing is kept of it.</param>
    void Recall(string callId, HeardCall? heard)
    {
    }

    /// <summary>
    /// Adds what a message says. Unknown members are passed over; what is missing or cannot be read is refused by name,
    /// and the rest of the message counts. Called by <see cref="EventLines.Add"/>, which knows when the stream began.
    /// </summary>
    void Read(in SourceMessage message, EventLines events);
}

/// <param name="Body">The message as it came, decoded of nothing but its transport.</param>
/// <param name="Said">What the address or the socket's opening said of the call: bridges add what a recogniser does not know.</param>
/// <param name="ReceivedAt">For sources whose words carry no time.</param>
public readonly record struct SourceMessage(ReadOnlyMemory<byte> Body, SourceAddress Said, DateTimeOffset ReceivedAt);
