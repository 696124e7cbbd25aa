using Microsoft.Extensions.Logging;

namespace Monitor.Tests.Support;

/// <summary>A log that keeps its lines for the test.</summary>
sealed class KeptLog<T> : ILogger<T>
{
    public List<string> Lines { get; } = [];

    public string Text => string.Join('\n', Lines);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add(formatter(state, exception));
}
