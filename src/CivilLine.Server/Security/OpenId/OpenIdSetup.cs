using CivilLine.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CivilLine.Security.OpenId;

/// <summary>Code flow with PKCE; afterwards the cookie is the same as a sign-in link's, but ends when the provider has to be asked again.</summary>
internal sealed partial class OpenIdSetup(IOptions<OpenIdOptions> given, TimeProvider time, ILogger<OpenIdSetup> logger)
    : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public const string Callback = OpenIdEndpoints.Path + "/callback";

    /// <summary>Beyond this the cookie would grow too long for a header; signing out then ends with this server.</summary>
    private const int MostHint = 3000;

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384,
    ];

    private readonly OpenIdOptions _given = given.Value;

    public void Configure(OpenIdConnectOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name != Schemes.OpenId || !_given.IsSet)
            return;
        options.Authority = _given.Authority;
        options.RequireHttpsMetadata = _given.Authority!.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.ClientId = _given.ClientId;
        options.ClientSecret = _given.ClientSecretFile is { } file ? File.ReadAllText(file).Trim() : _given.ClientSecret;
        options.SignInScheme = Schemes.Cookie;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.CallbackPath = Callback;
        // Neither a third party's frame nor an address that anybody may open signs somebody out.
        options.RemoteSignOutPath = default;
        options.SignedOutCallbackPath = default;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        // "openid" and "profile" stand there already.
        foreach (var scope in _given.Scopes)
            options.Scope.Add(scope);
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        // The provider comes back by a link: Strict cookies would not come with it, and plain http on loopback has no Secure ones.
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Events.OnRedirectToIdentityProvider = context =>
        {
            if (_given.PublicUrl is { } origin)
                context.ProtocolMessage.RedirectUri = origin.TrimEnd('/') + Callback;
            return Task.CompletedTask;
        };
        options.Events.OnTokenValidated = AdmitAsync;
        options.Events.OnAccessDenied = context => Refuse(context, OpenIdRefusal.Denied);
        options.Events.OnRemoteFailure = context =>
        {
            var code = context.Failure is OpenIdRefusal refusal ? refusal.Code : OpenIdRefusal.Failed;
            Log.Refused(logger, code, context.Failure?.GetType().Name ?? "");
            return Refuse(context, code);
        };
    }

    private async Task AdmitAsync(TokenValidatedContext context)
    {
        try
        {
            // The framework lets an unsigned token pass that came straight from the provider; a proxy on the way could have made it.
            if (!Algorithms.Contains(context.SecurityToken.SignatureAlgorithm))
                throw new OpenIdRefusal(OpenIdRefusal.Failed);
            var person = await context.HttpContext.RequestServices.GetRequiredService<OpenIdPeople>()
                .AdmitAsync(context.Principal!, context.HttpContext.RequestAborted);
            context.Principal = Identities.Of(person, Schemes.Cookie);
            await context.HttpContext.RequestServices.GetRequiredService<AuditTrail>().SignedInAsync(context.Principal, "openIdConnect");
            context.Properties!.RedirectUri = SignInEndpoints.Home(person.Role);
            context.Properties.IsPersistent = false;
            context.Properties.AllowRefresh = false;
            context.Properties.ExpiresUtc = time.GetUtcNow().AddHours(_given.SessionHours);
            if (context.TokenEndpointResponse?.IdToken is { Length: <= MostHint } hint)
                context.Properties.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = hint }]);
        }
        catch (OpenIdRefusal refusal)
        {
            context.Fail(refusal);
        }
    }

    private static Task Refuse<T>(HandleRequestContext<T> context, string code)
        where T : AuthenticationSchemeOptions
    {
        context.HandleResponse();
        context.Response.Redirect(OpenIdRefusal.Page(code));
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(111, LogLevel.Warning, "A sign-in by OpenID Connect was refused: {Code} {Fault}.")]
        public static partial void Refused(ILogger logger, string code, string fault);
    }
}
