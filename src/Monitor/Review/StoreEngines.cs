using Microsoft.Extensions.Options;
using Monitor.Flags;
using Monitor.Review.Sqlite;

namespace Monitor.Review;

/// <summary>The engines that this program was built with.</summary>
static partial class StoreEngines
{
    /// <summary>Engines that are built in only when they are asked for, with the property of the build that does it.</summary>
    static readonly Dictionary<string, string> Optional = new(StringComparer.OrdinalIgnoreCase) { ["LiteDb"] = "-p:LiteDb=true" };

    /// <summary>All, the usual one first.</summary>
    public static IReadOnlyList<IStoreEngine> Built { get; } = All();

    /// <exception cref="StoreException">There is no such engine in this program.</exception>
    public static IStoreEngine Named(string name) => Find(name) ?? throw new StoreException(WhyNot(name));

    /// <summary>Why the settings cannot ask for that engine, or null when they can.</summary>
    public static string? Fault(string name) => Find(name) is null ? WhyNot(name) : null;

    static IStoreEngine? Find(string name) => Built.FirstOrDefault(engine => engine.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static string WhyNot(string name) => Optional.TryGetValue(name, out var property)
        ? $"Store:Engine is '{name}', and this program was built without it. Build it with {property} where the public NuGet registry can be reached, or give {SqliteEngine.EngineName}."
        : $"Store:Engine is '{name}'; give {string.Join(" or ", Built.Select(engine => engine.Name))}.";

    static List<IStoreEngine> All()
    {
        List<IStoreEngine> engines = [new SqliteEngine()];
        AddLiteDb(engines);
        return engines;
    }

    /// <summary>Its other half is src/Monitor.LiteDb; without that it is nothing.</summary>
    static partial void AddLiteDb(ICollection<IStoreEngine> engines);
}

/// <summary>Which engine keeps the store.</summary>
sealed class StoreOptions
{
    public const string Section = "Store";

    public string Engine { get; set; } = SqliteEngine.EngineName;
}

sealed class StoreOptionsValidator : IValidateOptions<StoreOptions>
{
    public ValidateOptionsResult Validate(string? name, StoreOptions options) =>
        StoreEngines.Fault(options.Engine) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}
