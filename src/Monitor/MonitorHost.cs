using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Monitor.Diagnostics;
using Monitor.Digests;
using Monitor.Exports;
using Monitor.Exports.Archives;
using Monitor.Exports.Collectors;
using Monitor.Exports.Records;
using Monitor.Exports.Tables;
using Monitor.Flags;
using Monitor.Inbox;
using Monitor.Review;
using Monitor.Review.Pages;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Monitor;

/// <summary>The composition root: every command builds its host here, so that all of them run the same program.</summary>
static class MonitorHost
{
    /// <summary>The samples that come with the program.</summary>
    public static string SamplesFolder { get; } = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>Builds the service: inbox, digest, review pages and health page.</summary>
    /// <param name="dataFolder">Overrides the configured data folder.</param>
    /// <param name="settings">Further overrides, as configuration keys.</param>
    /// <param name="time">The clock; the system's when none is given.</param>
    public static WebApplication BuildService(string? dataFolder, IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        Configure(builder, dataFolder, settings);
        AddLog(builder, LogEventLevel.Information);
        AddMonitor(builder);
        if (time is not null) builder.Services.AddSingleton(time);
        builder.Services.AddHostedService<InboxWorker>();
        builder.Services.AddHostedService<DigestWorker>();
        builder.Services.AddHealthChecks().AddCheck<InboxHealth>("inbox").AddCheck<StoreHealth>("store");
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.AddReview();
        var review = builder.Configuration.GetSection(ReviewOptions.Section).Get<ReviewOptions>() ?? new ReviewOptions();
        builder.WebHost.UseUrls(builder.Configuration["Health:Url"] ?? "http://127.0.0.1:5080", review.Url);
        builder.WebHost.ListenForReview(review);

        var app = builder.Build();
        app.MapReview();
        app.MapHealthChecks("/health");
        return app;
    }

    /// <summary>Builds what a command needs that does its work and ends: no workers, no web server, a quiet log.</summary>
    public static IHost BuildTool(string? dataFolder)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        Configure(builder, dataFolder, settings: null);
        AddLog(builder, LogEventLevel.Warning);
        AddMonitor(builder);
        var host = builder.Build();
        CheckSettings(host.Services);
        return host;
    }

    /// <summary>Checks the settings of every slice at once, before anything is touched.</summary>
    /// <exception cref="AggregateException">With an <see cref="OptionsValidationException"/> for each slice that has faults; alone, that exception itself.</exception>
    public static void CheckSettings(IServiceProvider services) => services.GetRequiredService<IStartupValidator>().Validate();

    static void Configure(IHostApplicationBuilder builder, string? dataFolder, IReadOnlyDictionary<string, string?>? settings)
    {
        var overrides = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
        if (dataFolder is not null) overrides["Monitor:DataFolder"] = dataFolder;
        builder.Configuration.AddInMemoryCollection(overrides);
    }

    /// <summary>The log knows ids and counts, never a name, a handle, a file's name or anybody's words.</summary>
    static void AddLog(IHostApplicationBuilder builder, LogEventLevel console)
    {
        var data = new DataFolder(builder.Configuration["Monitor:DataFolder"] ?? "data");
        var log = new LoggerConfiguration()
            .ReadFrom.Configuration(builder.Configuration)
            .WriteTo.Console(console, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose)
            .WriteTo.File(
                new JsonFormatter(renderMessage: true), Path.Combine(data.Logs, "monitor-.json"), rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 30, fileSizeLimitBytes: 50_000_000, rollOnFileSizeLimit: true, shared: true)
            .CreateLogger();
        builder.Logging.ClearProviders().AddSerilog(log, dispose: true);
    }

    static void AddMonitor(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        AddOptions<MonitorOptions, MonitorOptionsValidator>(services, MonitorOptions.Section);
        AddOptions<InboxOptions, InboxOptionsValidator>(services, InboxOptions.Section);
        AddOptions<DigestOptions, DigestOptionsValidator>(services, DigestOptions.Section);

        services.AddSingleton<DataFolder>(provider => new DataFolder(provider.GetRequiredService<IOptions<MonitorOptions>>()));
        services.AddSingleton<MonitorMetrics>();
        services.AddSingleton<WatchLists>();
        services.AddSingleton<CurrentWatchList>(provider => provider.GetRequiredService<WatchLists>().CurrentAsync);
        AddReaders(services);
        services.AddSingleton<ExportFormats>();
        services.AddSingleton<ExportPipeline>();
        services.AddSingleton<ExportInbox>();
        services.AddSingleton<InboxHealth>();
        services.AddSingleton<StoreHealth>();
        services.AddSingleton<LastSweep>(provider => () => provider.GetRequiredService<InboxHealth>().LastSweep);
        services.AddSingleton<DigestWriter>();
        services.AddSingleton<DigestMailer>();
        services.AddReviewStore(provider => provider.GetRequiredService<DataFolder>().Store);

        if (builder.Configuration["Telemetry:OtlpEndpoint"] is { Length: > 0 } endpoint)
            services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().AddMeter(MonitorMetrics.MeterName)
                .AddOtlpExporter(exporter => exporter.Endpoint = new Uri(endpoint)).Build());
    }

    /// <summary>A new format is a new line here.</summary>
    static void AddReaders(IServiceCollection services)
    {
        services.AddSingleton(provider => new TableScan(
            TimeZoneInfo.FindSystemTimeZoneById(provider.GetRequiredService<IOptions<MonitorOptions>>().Value.TimeZone),
            provider.GetRequiredService<TimeProvider>(),
            () => MappingBook.Load(provider.GetRequiredService<DataFolder>().Mappings)));
        services.AddSingleton(provider => PartsIn(provider.GetRequiredService<DataFolder>()));
        services.AddSingleton<IExportReader, TableReader>();
        services.AddSingleton<IExportReader, TweetHarvestReader>();
        services.AddSingleton(provider => new RecordsReader(provider.GetRequiredService<TableScan>().AgencyZone, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IExportReader>(provider => provider.GetRequiredService<RecordsReader>());
        services.AddSingleton<IExportReader, ZippedTablesReader>();
        services.AddSingleton<IExportReader>(provider => new XArchiveReader(provider.GetRequiredService<TimeProvider>(), parts: provider.GetRequiredService<ArchiveParts>()));
        services.AddSingleton<IExportReader>(provider => new FacebookArchiveReader(provider.GetRequiredService<TimeProvider>(), parts: provider.GetRequiredService<ArchiveParts>()));
        services.AddSingleton<IExportReader>(provider => new InstagramArchiveReader(provider.GetRequiredService<TimeProvider>(), parts: provider.GetRequiredService<ArchiveParts>()));
        services.AddSingleton<IExportReader>(provider => new TikTokArchiveReader(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IExportReader>(provider => new FacebookPageReader(
            provider.GetRequiredService<TableScan>().AgencyZone, provider.GetRequiredService<TimeProvider>(), parts: provider.GetRequiredService<ArchiveParts>()));
        services.AddSingleton<IExportReader>(provider => new YouTubeTakeoutReader(provider.GetRequiredService<TimeProvider>(), parts: provider.GetRequiredService<ArchiveParts>()));

        foreach (var table in CollectorTables.All)
            services.AddSingleton<IExportReader>(provider => new CollectorTableReader(table, provider.GetRequiredService<TableScan>()));

        CollectorFormat[] collectors =
            [new ZeeschuimerFormat(), new ApifyFormat(), new TwarcFormat(), new SnscrapeFormat(), new InstaloaderFormat(), new FacebookScraperFormat()];
        foreach (var format in collectors)
        {
            // As itself too: a zip of collected files hands its members to them.
            services.AddSingleton(provider => new CollectorReader(format, provider.GetRequiredService<TableScan>().AgencyZone, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IExportReader>(provider => provider.GetServices<CollectorReader>().First(reader => reader.Format == format.Name));
        }
    }

    static ArchiveParts PartsIn(DataFolder data) => new([data.Inbox, data.Done, data.Refused]);

    static void AddOptions<TOptions, TValidator>(IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}

/// <summary>Healthy while the store answers.</summary>
sealed class StoreHealth(IFlagStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var head = await store.HeadAsync(cancellationToken);
            return HealthCheckResult.Healthy($"Journal length {head.Length}.");
        }
        catch (StoreException broken)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", broken);
        }
    }
}
