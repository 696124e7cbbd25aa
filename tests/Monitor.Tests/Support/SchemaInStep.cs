using System.Text.Json.Nodes;
using Monitor.Contests;

namespace Monitor.Tests.Support;

/// <summary>
/// Holds a JSON schema against the loader beside it, by what both say of one full example: the loader must miss what the schema
/// requires, do without what it does not, know exactly the schema's keys and exactly its words.
/// </summary>
static class SchemaInStep
{
    public static IEnumerable<string> Differences(JsonObject schema, JsonObject full, Func<JsonObject, IReadOnlyList<DataFault>> faultsOf)
    {
        foreach (var (path, rules) in ObjectsOf(schema, schema, "$"))
        {
            var keys = rules["properties"]!.AsObject().Select(property => property.Key).ToList();
            foreach (var key in keys.Where(key => At(full, path)[key] is null)) yield return $"the example has no {path}.{key}";

            var unknown = Changed(full, path, target => target["tidakDikenal"] = 1);
            var fault = faultsOf(unknown).SingleOrDefault(fault => fault.Path == $"{path}.tidakDikenal").Message ?? "";
            var known = fault.Split("the keys here are ")[^1].Split(", ");
            foreach (var key in keys.Except(known)) yield return $"{path}.{key} is in the schema and unknown to the loader";
            foreach (var key in known.Except(keys)) yield return $"{path}.{key} is known to the loader and not in the schema";

            var required = rules["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToList() ?? [];
            foreach (var key in keys)
            {
                var missed = faultsOf(Changed(full, path, target => target.Remove(key))).Any(fault => fault.Path == $"{path}.{key}");
                if (missed != required.Contains(key)) yield return $"{path}.{key}: the schema says required {!missed}, the loader {missed}";
            }

            foreach (var (key, words) in WordsOf(rules, schema))
            {
                var message = faultsOf(Changed(full, path, target => target[key] = target[key] is JsonArray ? new JsonArray("tidakDikenal") : "tidakDikenal"))
                    .First(fault => fault.Path.StartsWith($"{path}.{key}", StringComparison.Ordinal)).Message;
                if (!words.All(word => message.Contains(word, StringComparison.Ordinal)) || message.Split([", ", " or "], StringSplitOptions.None).Length != words.Count)
                    yield return $"{path}.{key}: the schema has {string.Join(", ", words)}; the loader says: {message}";
            }
        }
    }

    /// <summary>Every object of the schema with the path of its first example.</summary>
    static IEnumerable<(string Path, JsonObject Rules)> ObjectsOf(JsonObject rules, JsonObject root, string path)
    {
        rules = Resolved(rules, root);
        if (rules["items"] is JsonObject items)
        {
            foreach (var inner in ObjectsOf(items, root, path + "[0]")) yield return inner;
        }

        if (rules["properties"] is not JsonObject properties) yield break;

        yield return (path, rules);
        foreach (var (key, property) in properties)
        {
            foreach (var inner in ObjectsOf(property!.AsObject(), root, $"{path}.{key}")) yield return inner;
        }
    }

    static IEnumerable<(string Key, List<string> Words)> WordsOf(JsonObject rules, JsonObject root) =>
        from property in rules["properties"]!.AsObject()
        let own = Resolved(property.Value!.AsObject(), root)
        let words = (own["enum"] ?? (own["items"] is JsonObject items ? Resolved(items, root)["enum"] : null)) as JsonArray
        where words is not null
        select (property.Key, words.Select(word => word!.GetValue<string>()).ToList());

    static JsonObject Resolved(JsonObject rules, JsonObject root) =>
        rules["$ref"] is { } reference ? root["$defs"]![reference.GetValue<string>().Split('/')[^1]]!.AsObject() : rules;

    static JsonObject Changed(JsonObject full, string path, Action<JsonObject> change)
    {
        var copy = full.DeepClone().AsObject();
        change(At(copy, path));
        return copy;
    }

    static JsonObject At(JsonObject root, string path)
    {
        JsonNode node = root;
        foreach (var step in path.Split('.').Skip(1))
            node = step.EndsWith("[0]", StringComparison.Ordinal) ? node[step[..^3]]![0]! : node[step]!;

        return node.AsObject();
    }
}
