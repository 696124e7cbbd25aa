using Microsoft.Extensions.Options;

namespace Monitor.Inbox;

/// <summary>How the inbox is watched.</summary>
sealed class InboxOptions
{
    public const string Section = "Inbox";

    /// <summary>Time between two looks at the folder. File events only bring the next look forward.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long size and time of a file must stand still before it is touched.</summary>
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a file whose end does not parse is waited for before it is refused as cut off.</summary>
    public TimeSpan IncompleteAfter { get; set; } = TimeSpan.FromMinutes(2);
}

sealed class InboxOptionsValidator : IValidateOptions<InboxOptions>
{
    public ValidateOptionsResult Validate(string? name, InboxOptions options)
    {
        List<string> faults = [];
        Between("SweepEvery", options.SweepEvery, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        Between("SettleTime", options.SettleTime, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Between("IncompleteAfter", options.IncompleteAfter, options.SettleTime, TimeSpan.FromDays(1));
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

        void Between(string key, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
                faults.Add($"Inbox:{key} is {value:c}; give a time from {least:c} to {most:c}, such as 00:00:05.");
        }
    }
}
