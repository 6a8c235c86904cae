using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pbx.Domain.Tests.Visualization;

/// <summary>What an eye would find in a picture of a flow: where boxes stand, and the points that lines run through.</summary>
internal sealed partial class ReadPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public ReadPicture(byte[] picture)
    {
        var svg = XDocument.Parse(Encoding.UTF8.GetString(picture)).Root!;
        (Width, Height) = (Number(svg, "width"), Number(svg, "height"));
        Boxes = [.. svg.Descendants(Svg + "rect").Where(rect => (string?)rect.Attribute("rx") == "6").Select(Box)];
        Ways = [.. svg.Descendants(Svg + "path").Where(path => path.Attribute("marker-end") is not null).Select(path => Points((string)path.Attribute("d")!))];
    }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyList<Rectangle> Boxes { get; }

    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Ways { get; }

    private static Rectangle Box(XElement rect)
    {
        var at = Numbers().Matches((string)rect.Parent!.Attribute("transform")!).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        return new Rectangle(at[0], at[1], at[0] + Number(rect, "width"), at[1] + Number(rect, "height"));
    }

    private static List<(double X, double Y)> Points(string path)
    {
        var points = new List<(double X, double Y)>();
        foreach (Match part in Part().Matches(path))
        {
            var n = Numbers().Matches(part.Groups["numbers"].Value).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
            switch (part.Groups["what"].Value)
            {
                case "M":
                    points.Add((n[0], n[1]));
                    break;
                case "H":
                    var (x, y) = points[^1];
                    points.AddRange(Enumerable.Range(1, 12).Select(i => (x + ((n[0] - x) * i / 12), y)));
                    break;
                default:
                    var from = points[^1];
                    points.AddRange(Enumerable.Range(1, 12).Select(i => (Curve(from.X, n[0], n[2], n[4], i / 12.0), Curve(from.Y, n[1], n[3], n[5], i / 12.0))));
                    break;
            }
        }

        return points;
    }

    private static double Curve(double a, double b, double c, double d, double t) =>
        (Math.Pow(1 - t, 3) * a) + (3 * Math.Pow(1 - t, 2) * t * b) + (3 * (1 - t) * t * t * c) + (t * t * t * d);

    private static double Number(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<what>[MHC])(?<numbers>[^MHC]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();
}

/// <summary>Where a box stands.</summary>
internal sealed record Rectangle(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Whether another one is nearer than so much.</summary>
    public bool IsNear(Rectangle other, double distance) => Left < other.Right + distance && other.Left < Right + distance && Top < other.Bottom + distance && other.Top < Bottom + distance;

    /// <summary>Whether a point lies inside, and not only on the edge.</summary>
    public bool Holds((double X, double Y) point) => point.X > Left + 1 && point.X < Right - 1 && point.Y > Top + 1 && point.Y < Bottom - 1;
}
