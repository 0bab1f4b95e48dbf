using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CivilLine.Shared;

/// <summary>Every alert there is, a page at a time.</summary>
internal static class StoredAlerts
{
    public static async IAsyncEnumerable<JsonElement> ReadAsync(
        HttpClient http, [EnumeratorCancellation] CancellationToken cancel)
    {
        var after = 0L;
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/v1/alerts?after={after}&limit=1000", cancel);
            var alerts = page.GetProperty("alerts");
            foreach (var alert in alerts.EnumerateArray())
                yield return alert;
            if (alerts.GetArrayLength() == 0)
                yield break;
            after = page.GetProperty("next").GetInt64();
        }
    }
}
