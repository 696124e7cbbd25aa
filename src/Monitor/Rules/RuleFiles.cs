using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Monitor.Classification;
using Monitor.Contests;
using Monitor.Posts;
using Monitor.Roster;

namespace Monitor.Rules;

/// <summary>Loads a rule pack from its file.</summary>
static partial class RuleFiles
{
    public const string SchemaFileName = "rules.schema.json";

    /// <exception cref="DataFileException">With every fault of the file.</exception>
    public static RulePack Load(string path)
    {
        var file = Path.GetFileName(path);
        var faults = new List<DataFault>();
        var bytes = StrictJson.ReadBytes(path, faults);
        var pack = bytes is not null && StrictJson.Parse(bytes, file, faults) is { } json ? Read(json, file, Convert.ToHexStringLower(SHA256.HashData(bytes))) : null;
        return pack is not null && faults.Count == 0 ? pack : throw new DataFileException($"Rules '{path}' cannot be used", faults);
    }

    static RulePack Read(StrictJson json, string file, string sha256)
    {
        json.TextOr("$schema", SchemaFileName);
        var id = json.Text("id", "skb-2-2022");
        json.Text("name", "Matriks netralitas ASN");
        var rows = json.Objects("rows").Select(Row).ToList();
        json.Texts("sources");
        json.Texts("notes");
        json.NothingElse();

        if (id.Length > 0 && !IdShape().IsMatch(id)) json.Fault("id", $"is '{id}'; use small letters, digits and single hyphens, such as skb-2-2022");
        else if (id.Length > 0 && file != id + ".json") json.Fault("id", $"is '{id}' in a file of another name; call the file {id}.json");
        if (rows.Count == 0) json.Fault("rows", "is empty; a pack without rows could name no legal basis");
        for (var i = 0; i < rows.Count; i++)
        {
            var first = rows.FindIndex(row => row.Id == rows[i].Id);
            if (first < i && rows[i].Id.Length > 0) json.Fault($"rows[{i}].id", $"'{rows[i].Id}' stands already at $.rows[{first}].id; give each row its own");
        }

        return new RulePack(id, rows, sha256);
    }

    static RuleRow Row(StrictJson json)
    {
        var row = new RuleRow
        {
            Id = json.Text("id", "D6"),
            Act = json.Text("act", "Mengampanyekan calon lewat media sosial."),
            Track = json.Choice<RuleTrack>("track"),
            AppliesTo = json.Choices<EmploymentType>("appliesTo"),
            Phases = json.Choices<Phase>("phases", except: Phase.Unknown),
            ContestKinds = json.ChoicesOrNone<ContestKind>("contestKinds"),
            Categories = json.Choices<Category>("categories"),
            Activities = json.Choices<Activity>("activities"),
            SpousesOnly = json.TruthOr("spousesOnly", false),
            Basis = json.Text("basis", "PP 94/2021 Pasal 5 huruf n"),
            Certainty = json.Choice<Certainty>("certainty"),
            Source = json.Text("source", "kompas.com 6 Nov 2023"),
            Note = json.TextOr("note", ""),
        };
        json.NothingElse();
        if (row.Id.Length > 0 && !RowIdShape().IsMatch(row.Id)) json.Fault("id", $"is '{row.Id}'; give a capital letter and a number, such as D6");
        return row;
    }

    [GeneratedRegex("^[a-z0-9]+(?:-[a-z0-9]+)*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdShape();

    [GeneratedRegex("^[A-Z][0-9]{1,3}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RowIdShape();
}
