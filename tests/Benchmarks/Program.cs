using System.Globalization;
using Pbx.Benchmarks;

if (args is ["client", var port])
{
    await LoadClient.Run(int.Parse(port, CultureInfo.InvariantCulture));
    return 0;
}

string[] all = ["p1", "p2", "p3", "p4", "p5", "p6", "p7", "save", "explain", "activate", "queues", "floor"];
var asked = args.Where(arg => arg != "--gate").ToArray();
if (asked.Except(all).Any())
{
    await Console.Error.WriteLineAsync($"bench takes any of {string.Join(", ", all)} (all when none is named), and --gate.");
    return 2;
}

var ratios = new List<Ratio>();
foreach (var goal in asked.Length == 0 ? all : asked)
{
    ratios.AddRange(goal switch
    {
        "p1" => await Decisions.Measure(),
        "p2" => await Throughput.Measure(),
        "p3" => await Operations.Measure(),
        "p4" => FloorDecisions.MeasureChoice(),
        "p5" => FloorDecisions.MeasureDay(),
        "p6" => await Starts.Measure(),
        "p7" => await Footprint.Measure(),
        "save" => await Saves.Measure(),
        "explain" => Explanations.Measure(),
        "activate" => await Activations.Measure(),
        "queues" => await QueueReports.Measure(),
        _ => await FloorMessages.Measure(),
    });
}

Console.WriteLine("| goal | what | limit | median | min–max | rounds | |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
foreach (var ratio in ratios)
{
    Console.WriteLine(ratio);
}

return args.Contains("--gate") && ratios.Any(ratio => ratio.IsMissed) ? 1 : 0;
