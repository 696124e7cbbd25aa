using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Monitor.BrowserTests.Browser;

/// <summary>A test in a real browser. On a machine without one it is reported as not run, with what to do; in CI it fails.</summary>
[XunitTestCaseDiscoverer("Monitor.BrowserTests.Browser.BrowserTestDiscoverer", "Monitor.BrowserTests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute;

public sealed class BrowserTestDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        ArgumentNullException.ThrowIfNull(discoveryOptions);
        return [new BrowserTestCase(diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
    }
}

/// <summary>Looks for the browser when the test is to run, not when it is found.</summary>
public sealed class BrowserTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the de-serializer; should only be called by deriving classes for de-serialization purposes")]
    public BrowserTestCase()
    {
    }

    public BrowserTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        ArgumentNullException.ThrowIfNull(messageBus);
        if (Chromium.Path is not null || Chromium.IsRequired)
            return base.RunAsync(diagnosticMessageSink, messageBus, constructorArguments, aggregator, cancellationTokenSource);

        // The name carries the reason, since the usual console shows no other.
        var test = new XunitTest(this, $"{DisplayName} {Chromium.Absence}");
        messageBus.QueueMessage(new TestStarting(test));
        messageBus.QueueMessage(new TestSkipped(test, Chromium.Absence));
        messageBus.QueueMessage(new TestFinished(test, 0, Chromium.Absence));
        return Task.FromResult(new RunSummary { Total = 1, Skipped = 1 });
    }
}
