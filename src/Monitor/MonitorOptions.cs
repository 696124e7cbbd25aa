using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Monitor;

/// <summary>What holds for the whole program; each slice has options of its own beside its code.</summary>
sealed class MonitorOptions
{
    public const string Section = "Monitor";

    /// <summary>The one folder that holds everything: inbox, finished files, digests, store, roster, contests, logs.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataFolder { get; set; } = "data";

    /// <summary>IANA zone of the agency: Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT).</summary>
    [Required(AllowEmptyStrings = false)]
    public string TimeZone { get; set; } = "Asia/Makassar";

    /// <summary>Folder with the models and champion.json; relative to the program.</summary>
    [Required(AllowEmptyStrings = false)]
    public string ModelFolder { get; set; } = "models";
}

/// <summary>All faults at once, each with the key, what was wrong and what mends it.</summary>
sealed class MonitorOptionsValidator : IValidateOptions<MonitorOptions>
{
    public ValidateOptionsResult Validate(string? name, MonitorOptions options)
    {
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(options.DataFolder))
            faults.Add("Monitor:DataFolder is empty; give the folder that holds masuk/ and the store.");
        if (string.IsNullOrWhiteSpace(options.ModelFolder))
            faults.Add("Monitor:ModelFolder is empty; give the folder that holds champion.json.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
            faults.Add($"Monitor:TimeZone is '{options.TimeZone}'; give Asia/Jakarta, Asia/Makassar or Asia/Jayapura.");

        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
