namespace CivilLine.Transcripts;

/// <summary>Who speaks. A source that cannot tell says <see cref="Unknown"/>.</summary>
public enum Speaker
{
    Unknown,
    Customer,
    Agent,
}
