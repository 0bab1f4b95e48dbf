using System.Text.Json;
using System.Text.Json.Serialization;

namespace CivilLine.Perspective;

/// <summary>Google's JSON: attributes keep their capitals, and what is not there is left out.</summary>
internal static class PerspectiveJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
