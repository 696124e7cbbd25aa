using System.CommandLine;
using Microsoft.Extensions.Options;
using Monitor.Contests;
using Monitor.Flags;

namespace Monitor.Commands;

/// <summary>What all commands share: exit codes, the data folder's option, and one place where failures become messages.</summary>
static class Cli
{
    public const int Ok = 0;

    /// <summary>The work was done and something is wrong with what was looked at: a refused file, a broken chain.</summary>
    public const int FoundWrong = 1;

    /// <summary>The command could not be carried out: bad usage, missing input, a store that does not open.</summary>
    public const int Failed = 2;

    public static Option<string?> DataOption() => new("--data")
    {
        Description = "The data folder with masuk/, digest/ and the store. Default: Monitor:DataFolder in appsettings.json.",
    };

    public static Option<bool> JsonOption() => new("--json") { Description = "Write JSON for programs instead of text for people." };

    /// <summary>Runs a command's work; a failure that people can mend becomes one message on standard error and exit code 2.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (OptionsValidationException invalid)
        {
            Error(string.Join(Environment.NewLine, invalid.Failures));
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            Error(string.Join(Environment.NewLine, several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(invalid => invalid.Failures)));
        }
        catch (Exception failure) when (failure is StoreException or DataFileException or RosterNotUsableException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Error(failure.Message);
        }

        return Failed;
    }

    public static void Error(string message) => Console.Error.WriteLine(message);
}
