using CivilLine.Transcripts;

namespace CivilLine.Ingest;

/// <summary>Section <c>Redaction</c>: what is taken out besides card, bank, insurance and phone numbers and e-mail addresses.</summary>
internal sealed class RedactionOptions
{
    public const string Section = "Redaction";

    public bool Postcodes { get; set; }

    public bool DatesOfBirth { get; set; }

    public PersonalData Also =>
        (Postcodes ? PersonalData.Postcodes : PersonalData.None) | (DatesOfBirth ? PersonalData.DatesOfBirth : PersonalData.None);
}
