using CivilLine.Hosting;
using CivilLine.Store;

namespace CivilLine.Security;

/// <summary>The first key: from <c>CIVILLINE_ADMIN_KEY</c>, else made once and kept in the data folder.</summary>
internal static class AdministratorKey
{
    public const string Variable = "CIVILLINE_ADMIN_KEY";
    public const string FileName = "admin-key";
    public const string Id = "key_administrator";
    private const int LeastLength = 20;

    /// <exception cref="StartRefusedException">The variable holds a key too short to be safe.</exception>
    public static ApiKey Load(IConfiguration configuration, DataFolder folder, TimeProvider time)
    {
        var given = configuration[Variable];
        if (given is { Length: > 0 and < LeastLength })
            throw new StartRefusedException(
                $"{Variable} has {given.Length} characters; it needs at least {LeastLength}, made at random.");
        var secret = given is { Length: > 0 } ? given : folder.Secret(FileName, () => Secret.New(Secret.KeyPrefix));
        return new ApiKey
        {
            Id = Id,
            Name = "Administrator's key",
            Kind = KeyKind.Administrator,
            Hash = Secret.Hash(secret),
            CreatedAt = time.GetUtcNow(),
        };
    }
}
