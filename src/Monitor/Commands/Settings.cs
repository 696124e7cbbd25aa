namespace Monitor.Commands;

/// <summary>Reads a section of the settings for commands that build no host.</summary>
static class Settings
{
    public static TOptions Of<TOptions>(string section) where TOptions : new() =>
        new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build()
            .GetSection(section).Get<TOptions>() ?? new TOptions();
}
