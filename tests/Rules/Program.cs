using Pbx.Rules;

// ./pbx calls this program; people call ./pbx.
return args switch
{
    ["suite", var folder, var name] => Suite(folder, name),
    ["total", var folder, .. var names] => Total(folder, names),
    ["rules", var root, .. var options] => Rules(root, options),
    _ => Usage("suite FOLDER NAME | total FOLDER NAME… | rules ROOT [--untested] [--layer LAYER | --all]"),
};

static int Suite(string folder, string name)
{
    var suite = SuiteResult.Read(folder, name);
    Console.WriteLine(suite.Report());
    return suite.Failed == 0 ? 0 : 1;
}

static int Total(string folder, string[] names)
{
    var suites = names.Select(name => SuiteResult.Read(folder, name)).ToList();
    var failed = suites.Sum(suite => suite.Failed);
    Console.WriteLine($"{suites.Sum(suite => suite.Passed)} passed, {failed} failed");
    return failed == 0 && suites.Count > 0 ? 0 : 1;
}

static int Rules(string root, string[] options)
{
    var untested = false;
    var all = false;
    string? layer = null;
    for (var i = 0; i < options.Length; i++)
    {
        switch (options[i])
        {
            case "--untested":
                untested = true;
                break;
            case "--all":
                all = true;
                break;
            case "--layer" when i + 1 < options.Length:
                layer = options[++i];
                break;
            default:
                return Usage($"'{options[i]}' is not understood. rules [--untested] [--layer LAYER | --all]");
        }
    }

    var spec = Specification.Read(root);
    if (layer is not null && (all || !spec.Layers.Values.Contains(layer, StringComparer.Ordinal)))
    {
        return Usage($"--layer takes one of {string.Join(", ", spec.Layers.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}, and not together with --all");
    }

    var results = Path.Combine(root, "artifacts", "test");
    var runs = Directory.Exists(results) ? Directory.GetFiles(results, "*.trx") : [];
    if (runs.Length == 0)
    {
        Console.Error.WriteLine("No results yet, so no rule counts as tested: run ./pbx test first.");
    }

    var assemblies = Directory.GetDirectories(Path.Combine(root, "tests")).SelectMany(BuiltTests).ToList();
    foreach (var old in assemblies.Where(path => IsNewerThanItsRun(path, results)))
    {
        Console.Error.WriteLine($"{Path.GetFileNameWithoutExtension(old)} was built after it last ran: run ./pbx test again.");
    }

    var tested = Coverage.Tested(TraitReader.Read(assemblies), runs.SelectMany(run => TestRun.Read(run)?.Outcomes ?? []));
    bool IsAsked(string of) => all || (layer is null ? of is "call" or "api" : of == layer);
    foreach (var line in Coverage.Lines(spec, tested, IsAsked, untested))
    {
        Console.WriteLine(line);
    }

    return 0;
}

static IEnumerable<string> BuiltTests(string project) =>
    Directory.GetFiles(project, "*.csproj")
        .Select(path => Path.Combine(project, "bin", "Release", "net10.0", Path.GetFileNameWithoutExtension(path) + ".dll"))
        .Where(File.Exists);

static bool IsNewerThanItsRun(string assembly, string results)
{
    var suite = assembly.Split(Path.DirectorySeparatorChar)[^5]; // tests/SUITE/bin/Release/net10.0/ASSEMBLY
    var run = Path.Combine(results, suite + ".trx");
    return File.Exists(run) && File.GetLastWriteTimeUtc(assembly) > File.GetLastWriteTimeUtc(run);
}

static int Usage(string words)
{
    Console.Error.WriteLine(words);
    return 2;
}
