using System.Text.Json;

namespace CivilLine.Sources;

/// <summary>
/// Events of the wire contract themselves, for ways in that carry nothing else: one JSON object a message, or several one
/// after the other. They are passed on as they stand.
/// </summary>
internal sealed class ContractLines : ISourceFormat
{
    /// <summary>The contract's limit for a line.</summary>
    private const int MostBytes = 64 * 1024;

    private static readonly JsonReaderOptions Several = new() { AllowMultipleValues = true };

    public void Read(in SourceMessage message, EventLines events)
    {
        var body = message.Body.Span;
        var reader = new Utf8JsonReader(body, Several);
        var any = false;
        try
        {
            while (reader.Read())
            {
                any = true;
                var start = (int)reader.TokenStartIndex;
                var isObject = reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
                var line = body[start..(int)reader.BytesConsumed];
                if (!isObject)
                    events.Refuse(null, $"At byte {start} is no JSON object; an event is one: {{…}}.");
                else if (line.Length > MostBytes)
                    events.Refuse(null, $"The event at byte {start} has {line.Length} bytes; at most {MostBytes} are read.");
                else
                    events.Pass(line);
            }
            if (!any)
                events.Refuse(null, "The message is empty; an event is a JSON object: {…}.");
        }
        catch (JsonException exception)
        {
            events.Refuse(
                null, $"The message is not JSON; it goes wrong at byte {exception.BytePositionInLine ?? 0} of line {(exception.LineNumber ?? 0) + 1}.");
        }
    }
}
