using Monitor.Flags;

namespace Monitor.Review;

/// <summary>A database in which the flags and people's work on them are kept together.</summary>
interface IStoreEngine
{
    /// <summary>The name that <c>Store:Engine</c> gives it.</summary>
    string Name { get; }

    /// <param name="path">The store's file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="access">Whether the process writes.</param>
    IFlagStore Flags(string path, TimeProvider time, StoreAccess access);

    /// <summary>People's work in the same file as the flags.</summary>
    /// <param name="flags">A store that this engine made.</param>
    /// <param name="rules">What the work goes by.</param>
    IReviewStore Reviews(IFlagStore flags, ReviewRules rules);
}

/// <summary>What a review store needs to know beside its file.</summary>
/// <param name="Transitions">What may follow what.</param>
/// <param name="Time">The clock.</param>
/// <param name="Zone">The agency's, in which days begin.</param>
/// <param name="RecheckShare">Share of items whose dismissal gets a second look.</param>
sealed record ReviewRules(FlagTransitions Transitions, TimeProvider Time, TimeZoneInfo Zone, double RecheckShare);
