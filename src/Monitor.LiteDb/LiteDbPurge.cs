using Monitor.Flags;
using Monitor.Journal;
using Monitor.Review;

namespace Monitor.LiteDb;

/// <summary>Takes words and person out of what is finished, wherever the store holds them: documents, notes, questions, answers, fingerprints.</summary>
static class LiteDbPurge
{
    /// <summary>Items in one transaction, so that nobody waits for long.</summary>
    const int Stretch = 500;

    /// <summary>The meta row that says that purged words may still stand in the file or in a backup.</summary>
    const string Unscrubbed = "purge_unscrubbed";

    public static PurgeOutcome Count(LiteDbContent content, PurgeScope scope)
    {
        var finished = content.Reviews.All.Where(row => IsFinished(content, row, scope)).ToList();
        return new PurgeOutcome(finished.Count(row => row.Flag is not null), finished.Count(row => row.Sample is not null), finished.Sum(Words));
    }

    /// <summary>One stretch, within the transaction that is open.</summary>
    public static PurgeOutcome Purge(LiteDbContent content, PurgeScope scope, string actor, DateTimeOffset now)
    {
        var finished = content.Reviews.All.Where(row => IsFinished(content, row, scope))
            .OrderBy(row => row.Sample is not null).ThenBy(row => row.Flag ?? row.Sample).Take(Stretch).ToList();
        if (finished.Count == 0) return PurgeOutcome.Nothing;

        var flags = finished.Count(row => row.Flag is not null);
        var detail = new StoreEntries.PurgedDetail(
            flags, finished.Count - flags, finished.Sum(Words), StoreEntries.HashOf(finished.Select(row => DocumentSha256(content, row))));
        var certificate = content.Append(StoreEntries.Purged(actor, scope.PersonCode ?? "retention", detail, now));
        foreach (var row in finished) Empty(content, row, certificate.Sequence);

        content.Meta.Upsert(new MetaRow { Id = Unscrubbed, Value = [1] });
        return new PurgeOutcome(detail.Flags, detail.Samples, detail.Texts);
    }

    public static bool AwaitsScrub(LiteDbContent content) => content.Meta.FindById(Unscrubbed) is not null;

    public static bool Scrubbed(LiteDbContent content) => content.Meta.Delete(Unscrubbed);

    public static bool NeedsFile(LiteDbContent content, string sha256) =>
        content.Flags.Any(flag => flag.FileSha256 == sha256 && flag.Status is not (FlagStatus.Dismissed or FlagStatus.Purged))
        || content.Reviews.All.Any(row =>
            row.Sample is { } sample && content.Samples[sample].FileSha256 == sha256
            && row.State.Status is not (FlagStatus.Open or FlagStatus.Dismissed or FlagStatus.Purged));

    /// <summary>The day of a dismissal is that of the last word on it.</summary>
    static bool IsFinished(LiteDbContent content, ReviewRow row, PurgeScope scope)
    {
        if (scope.PersonCode is { } person && row.PersonCode != person) return false;

        var dismissed = row.State is { Status: FlagStatus.Dismissed, Awaiting: false };
        if (dismissed && row.Standing.LastOrDefault() is { } last
            && (IsBefore(last.At, scope.DecidedBefore) || (scope.PersonCode is not null && last.Reason is DismissalReason.NotThisPerson))) return true;

        return row.Sample is { } sample && IsBefore(content.Samples[sample].DrawnAt, scope.DrawnBefore)
            && (dismissed || row.State is { Status: FlagStatus.Open, Lease: null });
    }

    static void Empty(LiteDbContent content, ReviewRow row, long certificate)
    {
        var emptied = StoreJson.Write(StoreJson.Read<Flag>(content.Document(row) ?? "").WithoutWords());
        if (row.Flag is { } flag) EmptyFlag(content, content.FlagsByNumber[flag], emptied, certificate);
        if (row.Sample is { } sample)
        {
            content.Samples[sample].PurgedBy = certificate;
            content.SampleRows.Update(content.Samples[sample]);
            content.SampleDocuments.Update(new DocumentRow { Id = sample, Text = emptied });
        }

        foreach (var said in row.Decisions) (said.Note, said.Question) = ("", "");
        foreach (var note in row.Notes) note.Text = "";
        if (row.Leader == row.Id) content.Reviews.HandOver(row);
        content.Reviews.Leave(row);
        row.State = row.State with { Status = FlagStatus.Purged, Version = row.State.Version + 1, Lease = null, FirstBy = null, RecheckOf = null, Last = null };
        (row.PersonCode, row.Unit, row.Fingerprint, row.DueOn) = ("", "", null, null);
        content.Reviews.Save(row);
    }

    static void EmptyFlag(LiteDbContent content, FlagRow flag, string emptied, long certificate)
    {
        (flag.Status, flag.PersonCode, flag.PurgedBy) = (FlagStatus.Purged, "", certificate);
        content.FlagRows.Update(flag);
        content.FlagDocuments.Update(new DocumentRow { Id = flag.Id, Text = emptied });
    }

    static string DocumentSha256(LiteDbContent content, ReviewRow row) =>
        row.Flag is { } flag ? content.FlagsByNumber[flag].DocumentSha256 : content.Samples[row.Sample ?? 0].DocumentSha256;

    /// <summary>Notes, questions and answers that hold words.</summary>
    static int Words(ReviewRow row) => row.Decisions.Count(said => said.Note.Length + said.Question.Length > 0) + row.Notes.Count(note => note.Text.Length > 0);

    static bool IsBefore(string at, DateTimeOffset moment) => string.CompareOrdinal(at, JournalChain.InstantText(moment)) < 0;
}
