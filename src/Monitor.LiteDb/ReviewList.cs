using LiteDB;
using Monitor.Review;

namespace Monitor.LiteDb;

/// <summary>All items of people's work, held in memory beside their collection.</summary>
sealed class ReviewList
{
    readonly ILiteCollection<ReviewRow> _kept;
    readonly SortedDictionary<long, ReviewRow> _items = [];
    readonly Dictionary<string, ReviewRow> _byId = new(StringComparer.Ordinal);
    readonly Dictionary<long, SortedSet<long>> _groups = [];
    readonly Dictionary<long, List<long>> _bands = [];
    long _lastItem;

    public ReviewList(ILiteCollection<ReviewRow> kept)
    {
        _kept = kept;
        foreach (var row in kept.FindAll()) Remember(row);
    }

    public IEnumerable<ReviewRow> All => _items.Values;

    /// <summary>The highest number of a flag, and of a sample, that was taken up.</summary>
    public long LastFlag { get; private set; }

    public long LastSample { get; private set; }

    public long LastDecision { get; private set; }

    public ReviewRow? Find(string flagId) => _byId.GetValueOrDefault(flagId);

    /// <summary>Near-duplicates, the leader itself included, oldest first.</summary>
    public IEnumerable<ReviewRow> Group(long leader) => _groups.TryGetValue(leader, out var items) ? items.Select(item => _items[item]) : [];

    public IEnumerable<ReviewRow> OfPerson(string personCode) => _items.Values.Where(row => row.PersonCode == personCode);

    public IEnumerable<ReviewRow> Waiting => _items.Values.Where(row => row.State.Awaiting);

    /// <summary>A number for a further decision.</summary>
    public long NextDecision() => ++LastDecision;

    /// <summary>Gives it a number and its leader.</summary>
    public void Add(ReviewRow row)
    {
        row.Id = _lastItem + 1;
        if (row.Leader == 0) row.Leader = row.Id;
        _kept.Insert(row);
        Remember(row);
    }

    public void Save(ReviewRow row) => _kept.Update(row);

    /// <summary>The first post of the same template, or null.</summary>
    public long? LeaderOf(PostFingerprint fingerprint)
    {
        var sharing = fingerprint.Bands.SelectMany(band => _bands.GetValueOrDefault(band) ?? []).GroupBy(item => item)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.Key).Take(8).Select(same => same.Key);
        foreach (var item in sharing)
        {
            if (_items[item].Fingerprint is { } other && PostFingerprint.From(other).Likeness(fingerprint) >= PostFingerprint.SameTemplate) return item;
        }

        return null;
    }

    /// <summary>The next of its near-duplicates leads them, so that further copies of the template still find their group.</summary>
    public void HandOver(ReviewRow leader)
    {
        Forget(leader);
        var members = Group(leader.Id).Where(row => row.Id != leader.Id).ToList();
        _groups[leader.Id] = [leader.Id];
        if (members.Count == 0) return;

        var heir = members[0];
        _groups[heir.Id] = [];
        foreach (var member in members)
        {
            member.Leader = heir.Id;
            _groups[heir.Id].Add(member.Id);
            Save(member);
        }

        AddBands(heir);
    }

    /// <summary>Takes a purged item out of its group.</summary>
    public void Leave(ReviewRow row)
    {
        if (row.Leader == row.Id) return;

        _groups[row.Leader].Remove(row.Id);
        _groups[row.Id] = [row.Id];
        row.Leader = row.Id;
    }

    void Remember(ReviewRow row)
    {
        _items.Add(row.Id, row);
        _lastItem = Math.Max(_lastItem, row.Id);
        _byId.Add(row.FlagId, row);
        if (!_groups.TryGetValue(row.Leader, out var group)) _groups[row.Leader] = group = [];
        group.Add(row.Id);
        if (row.Leader == row.Id) AddBands(row);
        LastFlag = Math.Max(LastFlag, row.Flag ?? 0);
        LastSample = Math.Max(LastSample, row.Sample ?? 0);
        foreach (var decision in row.Decisions) LastDecision = Math.Max(LastDecision, decision.Number);
    }

    void AddBands(ReviewRow row)
    {
        if (row.Fingerprint is not { } bytes) return;

        foreach (var band in PostFingerprint.From(bytes).Bands)
        {
            if (!_bands.TryGetValue(band, out var items)) _bands[band] = items = [];
            items.Add(row.Id);
        }
    }

    void Forget(ReviewRow row)
    {
        if (row.Fingerprint is not { } bytes) return;

        foreach (var band in PostFingerprint.From(bytes).Bands)
            if (_bands.TryGetValue(band, out var items)) items.Remove(row.Id);
    }
}
