using Microsoft.Extensions.Options;
using Monitor.Digests;
using Monitor.Flags;
using Monitor.Review.Retention;

namespace Monitor.Review;

/// <summary>Puts into a host what people's work is kept with, for the service and for commands alike.</summary>
static class ReviewStores
{
    /// <param name="services">The host's.</param>
    /// <param name="path">Gives the store's file.</param>
    public static void AddReviewStore(this IServiceCollection services, Func<IServiceProvider, string> path)
    {
        services.AddOptions<StoreOptions>().BindConfiguration(StoreOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StoreOptions>, StoreOptionsValidator>();
        services.AddSingleton(provider => StoreEngines.Named(provider.GetRequiredService<IOptions<StoreOptions>>().Value.Engine));
        services.AddSingleton(provider => provider.GetRequiredService<IStoreEngine>().Flags(path(provider), provider.GetRequiredService<TimeProvider>(), StoreAccess.Write));
        services.AddOptions<ReviewOptions>().BindConfiguration(ReviewOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReviewOptions>, ReviewOptionsValidator>();
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddSingleton(provider => TimeZoneInfo.FindSystemTimeZoneById(provider.GetRequiredService<IOptions<MonitorOptions>>().Value.TimeZone));
        services.AddSingleton(provider => new FlagTransitions(Limits(provider)));
        services.AddSingleton(provider => Over(provider.GetRequiredService<IFlagStore>(), provider));
        services.AddSingleton<DueDateFiles>();
        services.AddSingleton<CurrentDueDates>(provider => provider.GetRequiredService<DueDateFiles>().Current);
        services.AddSingleton<RetentionTermFile>();
        services.AddSingleton<CurrentRetentionTerms>(provider => provider.GetRequiredService<RetentionTermFile>().Current);
        services.AddSingleton<RetentionRun>();
        services.AddSingleton<WorkOfDay>(provider => async (day, today, printed, cancellationToken) =>
        {
            var reviews = provider.GetRequiredService<IReviewStore>();
            await reviews.CatchUpAsync(provider.GetRequiredService<CurrentDueDates>()(), wholly: true, cancellationToken);
            return await WorkOver(reviews, provider)(day, today, printed, cancellationToken);
        });
    }

    /// <summary>People's work in the same file as the flags, whether that is written or only read.</summary>
    public static IReviewStore Over(IFlagStore store, IServiceProvider provider) => provider.GetRequiredService<IStoreEngine>().Reviews(
        store,
        new ReviewRules(provider.GetRequiredService<FlagTransitions>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<TimeZoneInfo>(), Settings(provider).RecheckShare));

    /// <summary>What a digest is told, as it stands in that store.</summary>
    public static WorkOfDay WorkOver(IReviewStore reviews, IServiceProvider provider) =>
        new ReviewDigest(reviews, provider.GetRequiredService<CurrentDueDates>(), provider.GetRequiredService<TimeZoneInfo>()).OfDayAsync;

    static ReviewOptions Settings(IServiceProvider provider) => provider.GetRequiredService<IOptions<ReviewOptions>>().Value;

    static ReviewLimits Limits(IServiceProvider provider) => new(Settings(provider).LeaseTime, Settings(provider).UndoTime);
}
