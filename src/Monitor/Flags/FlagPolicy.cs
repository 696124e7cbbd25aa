using Monitor.Classification;
using Monitor.Contests;
using Monitor.Posts;
using Monitor.Roster;
using Monitor.Rules;

namespace Monitor.Flags;

/// <summary>Decides which posts are put before people. It never decides anything about the person.</summary>
/// <param name="classifier">Scores the words.</param>
/// <param name="rules">Rows that may fit.</param>
/// <param name="lot">Draws unflagged posts for people to look at; null draws none.</param>
sealed class FlagPolicy(PostClassifier classifier, RulePack rules, SampleLot? lot = null)
{
    /// <summary>Acts whose meaning lies in their target. The screens say that they can be an accident.</summary>
    static readonly Activity[] Facts = [Activity.Like, Activity.Follow, Activity.GroupJoin, Activity.Share, Activity.Repost];

    /// <summary>Whether the words are the person's own, and so may be scored.</summary>
    public static bool HasOwnWords(Post post) =>
        post.TextKind is TextKind.OwnText or TextKind.Caption && !string.IsNullOrWhiteSpace(post.Text);

    /// <summary>What the store keeps of the post: its key, and a flag where people should look.</summary>
    public ScoredPost Judge(PostInContext post, FlagSource source)
    {
        var key = PostKey.Of(post.Post, post.Attributed.Person.PersonCode);
        var ownWords = HasOwnWords(post.Post);
        var scored = new ScoredPost(
            key, Flag: null, OutsideContests: post.Open.Count == 0, WithoutOwnWords: !ownWords, WithWarnings: post.Post.Warnings != PostWarnings.None);
        if (post.Open.Count == 0 || post.Attributed.Account?.Ownership is Ownership.Impersonated) return scored;

        var prediction = ownWords ? classifier.Classify(post) : null;
        if (prediction is { Mentions.Count: > 0 }) scored = scored with { Named = NamedIn(prediction) };
        var flag = (prediction is null ? null : FlagForWords(key, prediction, source)) ?? FlagForFact(key, post, source);
        return flag is null && prediction is not null ? Drawn(scored, prediction, source) : scored with { Flag = flag };
    }

    static IReadOnlyList<NamedContestant> NamedIn(Prediction prediction) =>
        [.. prediction.Mentions.Select(mention => new NamedContestant(mention.ContestId, mention.ContestantId)).Distinct()];

    /// <summary>A sample looks as a flag does, down to its reasons and a priority by lot.</summary>
    ScoredPost Drawn(ScoredPost scored, Prediction prediction, FlagSource source)
    {
        var stratum = SampleLot.StratumOf(prediction.Probability, classifier.Threshold);
        if (lot is null || !lot.Draws(scored.Key, stratum)) return scored with { Stratum = stratum };

        var likeliest = prediction with { Category = classifier.LikeliestCategory(prediction) };
        var shown = Raise(scored.Key, likeliest, FlagOrigin.Words, lot.PriorityOf(scored.Key), classifier.Explain(prediction), source);
        return scored with { Stratum = stratum, Sample = new DrawnSample(shown, stratum, lot.ShareOf(stratum)) };
    }

    Flag? FlagForWords(PostKey key, Prediction prediction, FlagSource source)
    {
        if (prediction.Probability < classifier.Threshold) return null;

        var priority = classifier.BandOf(prediction.Probability) switch
        {
            ConfidenceBand.High => Priority.High,
            ConfidenceBand.Medium => Priority.Medium,
            _ => Priority.Low,
        };

        return Raise(key, prediction, FlagOrigin.Words, priority, classifier.Explain(prediction), source);
    }

    /// <summary>A like, follow or bare share counts only where its target is a registered campaign account of an open contest.</summary>
    Flag? FlagForFact(PostKey key, PostInContext post, FlagSource source)
    {
        if (!Facts.Contains(post.Post.Activity) || CampaignAccountOf(post) is not { } mention) return null;

        var prediction = new Prediction(post, Probability: 0, Category.Dukungan, [mention], classifier.ModelId);
        return Raise(key, prediction, FlagOrigin.Fact, Priority.Low, [], source);
    }

    static Mention? CampaignAccountOf(PostInContext post)
    {
        if ((post.Post.Target?.Handle ?? post.Post.Target?.Name)?.TrimStart('@') is not { Length: > 0 } target) return null;

        var hits =
            from open in post.Open
            from contestant in open.Contest.Contestants
            from account in contestant.Accounts
            where account.Registered && account.Platform == post.Post.Platform
            where string.Equals(account.Handle, target, StringComparison.OrdinalIgnoreCase)
            select new Mention(open.Contest.Id, contestant.Id, MentionRole.Account, 0, 0);

        return hits.FirstOrDefault();
    }

    Flag Raise(PostKey key, Prediction prediction, FlagOrigin origin, Priority priority, IReadOnlyList<Reason> reasons, FlagSource source)
    {
        var attributed = prediction.Post.Attributed;
        return new Flag
        {
            Id = FlagId.From(key),
            Key = key,
            Status = FlagStatus.Open,
            Priority = priority,
            Origin = origin,
            RaisedAt = source.At,
            FileSha256 = source.Sha256,
            FileName = source.FileName,
            Format = source.Format,
            Post = prediction.Post.Post,
            PersonCode = attributed.Person.PersonCode,
            Unit = attributed.Person.Unit,
            Employment = attributed.Person.Employment,
            Ownership = attributed.Account?.Ownership ?? Ownership.Unknown,
            Attribution = attributed.Basis,
            Contests = [.. Likeliest(prediction).Select(open => new FlagContest(open.Contest.Id, open.Contest.Name, open.Phase))],
            Probability = prediction.Probability,
            Category = prediction.Category,
            Mentions = prediction.Mentions,
            Reasons = reasons,
            Context = [.. ContextOf(prediction.Post, origin, source.At)],
            LegalBases = rules.CandidatesFor(prediction),
            ModelId = prediction.ModelId,
            RulePackId = rules.Id,
        };
    }

    /// <summary>The open contests, those whose people the post names first: a bare number or party fits many.</summary>
    static IEnumerable<OpenContest> Likeliest(Prediction prediction)
    {
        var named = prediction.Mentions
            .Where(mention => mention.Role is not (MentionRole.Number or MentionRole.Party or MentionRole.HandSign))
            .Select(mention => mention.ContestId)
            .ToHashSet(StringComparer.Ordinal);
        return prediction.Post.Open.OrderBy(open => !named.Contains(open.Contest.Id));
    }

    /// <summary>What speaks for the person beside the words. Reviewers read it before the reasons for the flag.</summary>
    static IEnumerable<ExculpatoryContext> ContextOf(PostInContext post, FlagOrigin origin, DateTimeOffset now)
    {
        var person = post.Attributed.Person;
        if (LocalDay(post) is { } day)
        {
            if (person.Duties.Any(duty => (duty.From ?? DateOnly.MinValue) <= day && day <= (duty.To ?? DateOnly.MaxValue)))
                yield return ExculpatoryContext.OrganiserDuty;
            if (day < person.ValidFrom) yield return ExculpatoryContext.BeforeAppointment;
            if (post.Post.Time.At < now.AddYears(-1)) yield return ExculpatoryContext.OldPost;
        }
        else
        {
            yield return ExculpatoryContext.TimeUnknown;
        }

        if (person.SpouseOf is not null) yield return ExculpatoryContext.SpouseOfContestant;
        if (post.Attributed.Account?.Ownership is not (Ownership.Declared or Ownership.Verified))
            yield return ExculpatoryContext.OwnershipNotSettled;
        if (post.Post.TextKind is TextKind.SharedText) yield return ExculpatoryContext.WordsOfOthers;
        if (origin is FlagOrigin.Fact) yield return ExculpatoryContext.MayBeAccidental;
    }

    static DateOnly? LocalDay(PostInContext post)
    {
        if (post.Post.Time.At is not { } at) return null;

        var zone = TimeZoneInfo.FindSystemTimeZoneById(post.Open[0].Contest.TimeZone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
    }
}

/// <summary>The file a flag comes from, and when.</summary>
sealed record FlagSource(string Sha256, string FileName, string Format, DateTimeOffset At);
