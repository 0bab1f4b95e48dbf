using CivilLine.Review.Evidence;
using CivilLine.Review.Labels;
using CivilLine.Review.Search;
using CivilLine.Review.Shadow;
using CivilLine.Review.Suggestions;
using CivilLine.Review.WhatIf;

namespace CivilLine.Review;

internal static class ReviewExtensions
{
    /// <summary>Call after <c>AddStore</c>: the store's file is made first.</summary>
    public static WebApplicationBuilder AddReview(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ReviewDatabase>();
        services.AddHostedService<ReviewStart>();
        services.AddSingleton<ReviewActs>();
        services.AddSingleton<LabelStore>();
        services.AddSingleton<SuggestionStore>();
        services.AddSingleton<LabelQueue>();
        services.AddSingleton<LabelExport>();
        services.AddSingleton<CallSearch>();
        services.AddScoped<EvidenceReader>();
        services.AddSingleton<IndexLag>();
        services.AddHostedService<WordIndex>();
        services.AddOptions<WhatIfOptions>().BindConfiguration(WhatIfOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PastCalls>();
        services.AddSingleton<ModelChoices>();
        services.AddSingleton<WhatIfShelf>();
        services.AddSingleton<WhatIfWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<WhatIfWorker>());
        builder.AddShadow();
        return builder;
    }

    public static WebApplication MapReview(this WebApplication app)
    {
        app.MapLabels();
        app.MapSuggestions();
        app.MapSearch();
        app.MapEvidence();
        app.MapWhatIf();
        app.MapShadow();
        return app;
    }
}
