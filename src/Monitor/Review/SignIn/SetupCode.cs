namespace Monitor.Review.SignIn;

/// <summary>
/// The code with which the first account is made. It is printed once at a start without accounts, kept in memory as a hash only, and
/// good for one account: whoever can read the console of this machine is its administrator.
/// </summary>
sealed class SetupCode(IReviewStore store, TextWriter console) : IHostedService
{
    string? _hash;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if ((await store.AccountsAsync(cancellationToken)).Count > 0) return;

        var code = Accounts.NewCode();
        _hash = Accounts.HashOf(code);
        await console.WriteLineAsync($"Belum ada akun. Kode penyiapan (sekali pakai): {code}");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public bool Fits(string code) => _hash is { } hash && Accounts.SameHash(hash, Accounts.HashOf(code));

    /// <summary>After the first account is made.</summary>
    public void Forget() => _hash = null;
}
