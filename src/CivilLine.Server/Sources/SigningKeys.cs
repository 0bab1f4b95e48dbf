using Microsoft.IdentityModel.Tokens;

namespace CivilLine.Sources;

/// <summary>
/// An issuer's public keys. They are kept for an hour, and fetched earlier where a token names one that is not among them,
/// but not more often than once a minute: anybody can send tokens that name keys. While they cannot be had, the last stay.
/// </summary>
internal sealed class SigningKeys(Uri address, TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly HttpClient Http = new()
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 256 * 1024,
    };

    private readonly Lock _gate = new();
    private volatile IReadOnlyList<SecurityKey> _keys = [];
    private long _askedAt = DateTimeOffset.MinValue.UtcTicks;
    private Task? _fetching;

    /// <returns>The keys that are known now; the one of <paramref name="id"/> is not among them where the issuer has none such.</returns>
    public async ValueTask<IReadOnlyList<SecurityKey>> KnownAsync(string id, CancellationToken cancellationToken)
    {
        if (IsFresh(id))
            return _keys;
        Task fetching;
        lock (_gate)
        {
            if (IsFresh(id))
                return _keys;
            fetching = _fetching ??= Task.Run(FetchAsync, CancellationToken.None);
        }
        await fetching.WaitAsync(cancellationToken);
        return _keys;
    }

    private bool IsFresh(string id)
    {
        var age = TimeSpan.FromTicks(time.GetUtcNow().UtcTicks - Volatile.Read(ref _askedAt));
        return age < Pause || (age < Kept && _keys.Any(key => key.KeyId == id));
    }

    private async Task FetchAsync()
    {
        try
        {
            _keys = [.. new JsonWebKeySet(await Http.GetStringAsync(address)).GetSigningKeys()];
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or ArgumentException)
        {
            // It did not answer, or not with keys; asked again after the pause.
        }
        lock (_gate)
        {
            Volatile.Write(ref _askedAt, time.GetUtcNow().UtcTicks);
            _fetching = null;
        }
    }
}
