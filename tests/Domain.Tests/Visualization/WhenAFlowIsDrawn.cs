using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Extensions;
using Pbx.Domain.Numbers;
using Pbx.Domain.Visualization;

namespace Pbx.Domain.Tests.Visualization;

public sealed partial class WhenAFlowIsDrawn
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    [Trait("Rule", "EXT-424")]
    [Trait("Rule", "EXT-425")]
    public void The_tree_below_a_number_has_its_plans_with_their_times_and_every_way_from_there()
    {
        var drawing = Below("+31205550100");
        Assert.Equal(
            [
                "+31205550100 -> 100 Front desk: Open: Mondays and Tuesdays 09:00–17:00",
                "+31205550100 -> 300 Messages: Closed: Mondays 17:00–Tuesdays 09:00 and Tuesdays 17:00–Mondays 09:00",
                "100 Front desk -> 201 Anna: key 1",
                "100 Front desk -> 110 Orders: key 2",
                "100 Front desk -> +31612345678: key 9",
                "100 Front desk -> 201 Anna: no choice",
                "110 Orders -> 201 Anna: key 1",
                "110 Orders -> 100: key 0",
            ],
            drawing.Boxes.SelectMany(box => box.Ways.Select(way => $"{box.Title} -> {drawing.Boxes[way.To].Title}: {way.Label}")).Take(8));
        Assert.Equal(["/extensions/0/config/options/0/destination"], drawing.Boxes.SelectMany(box => box.Ways).Where(way => way is { Label: "key 1", Pointer: { } pointer } && pointer.Contains("/extensions/0/", StringComparison.Ordinal)).Select(way => way.Pointer!));
    }

    [Fact]
    [Trait("Rule", "EXT-427")]
    public void What_stands_higher_in_the_branch_is_a_reference_and_goes_no_further()
    {
        var drawing = Below("+31205550100");
        var reference = Assert.Single(drawing.Boxes, box => box.Kind == BoxKind.Reference);
        Assert.Equal(("100", "100 Front desk", 0), (reference.Title, drawing.Boxes[reference.Refers!.Value].Title, reference.Ways.Count));
        Assert.Equal(1, drawing.Boxes.Count(box => box.Title == "201 Anna")); // in two branches, higher in none
    }

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(2, 12, 3)]
    [InlineData(3, 40, 6)]
    [InlineData(4, 100, 12)]
    [InlineData(5, 100, 3)]
    [InlineData(6, 300, 30)]
    [Trait("Rule", "EXT-425")]
    [Trait("Rule", "EXT-427")]
    public void Every_way_of_an_account_is_drawn_once_and_following_them_ends(int seed, int extensions, int numbers)
    {
        for (var i = 0; i < 10; i++)
        {
            var document = DrawnAccount.Random((seed * 1000) + i, extensions, numbers);
            var (graph, drawing) = (new FlowGraph(document), FlowDrawing.Of(document));
            var drawn = drawing.Boxes.Where(box => box.Kind != BoxKind.Reference).ToList();
            Assert.Equal(drawn.Count, drawn.Select(box => box.At).Distinct().Count());
            Assert.All(graph.Extensions, one => Assert.Equal(
                graph.WaysOf(one.Extension.Number).Select(way => (way.When, way.To)),
                drawn.Single(box => box.At is Destination.ToExtension at && at.Extension == one.Extension.Number).Ways.Select(way => (way.Label, drawing.Boxes[way.To].At))));
            Assert.All(graph.Numbers, one => Assert.Equal(
                one.Value.Select(entrance => (Destination)new Destination.ToExtension(entrance.To)),
                drawn.Single(box => box.At == new Destination.ToNumber(one.Key)).Ways.Select(way => drawing.Boxes[way.To].At)));
            Assert.True(Ends(drawing));
        }
    }

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(2, 12, 3)]
    [InlineData(3, 40, 6)]
    [InlineData(4, 100, 12)]
    [InlineData(6, 300, 30)]
    [Trait("Rule", "EXT-426")]
    public void No_two_boxes_overlap_and_no_way_runs_through_a_box(int seed, int extensions, int numbers)
    {
        for (var i = 0; i < 4; i++)
        {
            var drawing = FlowDrawing.Of(DrawnAccount.Random((seed * 1000) + i, extensions, numbers));
            var picture = new ReadPicture(SvgPicture.Of(drawing));
            Assert.Equal(drawing.Boxes.Count, picture.Boxes.Count);
            Assert.Equal(drawing.Boxes.Sum(box => box.Ways.Count), picture.Ways.Count);
            Assert.All(picture.Boxes, box => Assert.DoesNotContain(picture.Boxes, other => other != box && other.IsNear(box, 8)));
            Assert.All(picture.Ways, way => Assert.DoesNotContain(picture.Boxes, box => way.Any(box.Holds)));
            Assert.All(picture.Ways, way => Assert.Contains(picture.Boxes, box => box.Left.Equals(way[^1].X)));
            Assert.All(picture.Boxes, box => Assert.True(box.Left >= 0 && box.Top >= 0 && box.Right <= picture.Width && box.Bottom <= picture.Height));
        }
    }

    [Fact]
    [Trait("Rule", "EXT-426")]
    public void The_picture_has_a_box_for_every_box_and_an_arrow_for_every_way_and_every_text_is_escaped()
    {
        const string Nasty = "</text><script>alert(1)</script> & \"x\" 'y' \u0001";
        var document = DrawnAccount.Office with { Extensions = DrawnAccount.Office.Extensions.Change(extension => extension.Number.Value == "201" ? extension with { Name = Nasty } : extension) };
        var drawing = FlowDrawing.Of(document);
        var svg = XDocument.Parse(Encoding.UTF8.GetString(SvgPicture.Of(drawing)));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "foreignObject" or "a" or "image");
        Assert.DoesNotContain(svg.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.LocalName == "href");
        Assert.Contains(svg.Descendants(Svg + "title"), title => title.Value.StartsWith("201 </text><script>alert(1)</script> & \"x\" 'y' \uFFFD", StringComparison.Ordinal));
        Assert.Equal(drawing.Boxes.Sum(box => box.Ways.Count), svg.Descendants(Svg + "path").Count(path => path.Attribute("marker-end") is not null));
        Assert.Equal(drawing.Boxes.Count, svg.Descendants(Svg + "rect").Count(rect => (string?)rect.Attribute("rx") == "6"));
        foreach (var line in MermaidText.Of(drawing).Split('\n').Skip(1).Where(line => line.Length > 0))
        {
            Assert.Matches(MermaidLine(), line);
        }
    }

    [Fact]
    [Trait("Rule", "EXT-428")]
    public void The_branch_that_a_call_would_take_at_an_instant_is_marked()
    {
        Assert.Equal(["+31205550100", "100 Front desk", "201 Anna"], Marked(new DateTime(2026, 11, 23, 10, 0, 0)));
        Assert.Equal(["+31205550100", "300 Messages"], Marked(new DateTime(2026, 11, 23, 17, 0, 0)));
        Assert.Equal(["+31205550100", "300 Messages"], Marked(new DateTime(2026, 11, 25, 10, 0, 0)));

        static IEnumerable<string> Marked(DateTime local)
        {
            var drawing = FlowMarks.At(Below("+31205550100"), DrawnAccount.Office, new DateTimeOffset(local, TimeSpan.FromHours(1)));
            Assert.Equal(drawing.Boxes.Count(box => box.IsMarked) - 1, drawing.Boxes.SelectMany(box => box.Ways).Count(way => way.IsMarked));
            return drawing.Boxes.Where(box => box.IsMarked).Select(box => box.Title).Order(StringComparer.Ordinal);
        }
    }

    [Fact]
    [Trait("Rule", "EXT-428")]
    public void The_way_without_a_key_is_marked_and_not_the_key_that_leads_to_the_same()
    {
        var drawing = FlowMarks.At(FlowDrawing.Of(DrawnAccount.Office, new Destination.ToExtension(ExtensionNumber.Parse("100")))!, DrawnAccount.Office, new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(["no choice"], drawing.Boxes.SelectMany(box => box.Ways).Where(way => way.IsMarked).Select(way => way.Label));
    }

    [Fact]
    public void What_the_account_does_not_have_is_not_drawn()
    {
        Assert.Null(FlowDrawing.Of(DrawnAccount.Office, new Destination.ToNumber(PhoneNumber.Parse("+31205550199"))));
        Assert.Null(FlowDrawing.Of(DrawnAccount.Office, new Destination.ToExtension(ExtensionNumber.Parse("999"))));
    }

    /// <summary>Drawn anew by <c>PBX_WRITE=1 dotnet test tests/Domain.Tests --filter FlowIsDrawn</c>.</summary>
    [Theory]
    [InlineData("call-flow.svg")]
    [InlineData("call-flow-of-100.svg")]
    public void The_committed_pictures_are_up_to_date(string name)
    {
        var document = name == "call-flow.svg" ? DrawnAccount.Office : DrawnAccount.Random(17, 88, 12);
        var drawing = name == "call-flow.svg" ? FlowMarks.At(FlowDrawing.Of(document), document, new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)) : FlowDrawing.Of(document);
        var (file, drawn) = (Path.Combine(Root(), "docs", name), Encoding.UTF8.GetString(SvgPicture.Of(drawing)) + "\n");
        if (Environment.GetEnvironmentVariable("PBX_WRITE") == "1")
        {
            File.WriteAllText(file, drawn);
        }

        Assert.Equal(drawn, File.ReadAllText(file));
    }

    private static FlowDrawing Below(string number) => FlowDrawing.Of(DrawnAccount.Office, new Destination.ToNumber(PhoneNumber.Parse(number)))!;

    private static bool Ends(FlowDrawing drawing)
    {
        var open = new int[drawing.Boxes.Count];
        foreach (var way in drawing.Boxes.SelectMany(box => box.Ways))
        {
            open[way.To]++;
        }

        var ready = new Queue<int>(Enumerable.Range(0, open.Length).Where(i => open[i] == 0));
        var left = 0;
        while (ready.TryDequeue(out var at))
        {
            left++;
            foreach (var way in drawing.Boxes[at].Ways.Where(way => --open[way.To] == 0))
            {
                ready.Enqueue(way.To);
            }
        }

        return left == open.Length;
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex("""^  (n\d+(\(\[|\[\[|\(|\[)"[^"<>&|\[\]{}`\\]*<br/>[^"<>&|\[\]{}`\\]*"(\]\)|\]\]|\)|\])|n\d+ (-->|-\.->)\|"[^"<>&|\[\]{}`\\]*"\| n\d+)$""")]
    private static partial Regex MermaidLine();
}
