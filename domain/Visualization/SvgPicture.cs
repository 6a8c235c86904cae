using System.Globalization;
using System.Text;
using System.Xml;

namespace Pbx.Domain.Visualization;

/// <summary>A drawing as an SVG picture that needs nothing else: boxes with one line for each way out, and arrows from there (EXT-426). Every text is escaped.</summary>
public static class SvgPicture
{
    /// <summary>The most boxes that a picture can be read with; a larger account is looked at number by number.</summary>
    public const int MostBoxes = 2000;

    private const string Namespace = "http://www.w3.org/2000/svg";
    private const double Edge = 24;
    private const double Heading = 34;
    private const double Accent = 4;

    /// <summary>The picture, encoded in UTF-8.</summary>
    public static byte[] Of(FlowDrawing drawing)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        var picture = Placed.Of(drawing);
        var (width, height) = (Math.Max(picture.Layout.Width, TextLines.Width(drawing.Title, 16)) + (2 * Edge), picture.Layout.Height + (2 * Edge) + Heading);
        using var bytes = new MemoryStream();
        using (var svg = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            svg.WriteStartElement("svg", Namespace);
            Set(svg, ("width", width), ("height", height), ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width:0.#} {height:0.#}")), ("role", "img"), ("font-family", "Segoe UI, Helvetica, Arial, sans-serif"));
            Element(svg, "title", drawing.Title);
            Arrowheads(svg);
            Empty(svg, "rect", ("width", "100%"), ("height", "100%"), ("fill", "#ffffff"));
            Element(svg, "text", drawing.Title, ("x", Edge), ("y", Edge + 10), ("font-size", 16), ("font-weight", "600"), ("fill", "#242424"));
            svg.WriteStartElement("g");
            Set(svg, ("transform", string.Create(CultureInfo.InvariantCulture, $"translate({Edge:0.#} {Edge + Heading:0.#})")));
            Ways(svg, drawing, picture);
            Boxes(svg, drawing, picture);
            svg.WriteEndElement();
            svg.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Arrowheads(XmlWriter svg)
    {
        svg.WriteStartElement("defs");
        foreach (var (id, colour) in new[] { ("to", "#7a7a7a"), ("to-marked", "#c4501b") })
        {
            svg.WriteStartElement("marker");
            Set(svg, ("id", id), ("viewBox", "0 0 8 8"), ("refX", 8), ("refY", 4), ("markerWidth", 8), ("markerHeight", 8), ("markerUnits", "userSpaceOnUse"), ("orient", "auto"));
            Empty(svg, "path", ("d", "M0 0 L8 4 L0 8 z"), ("fill", colour));
            svg.WriteEndElement();
        }

        svg.WriteEndElement();
    }

    // marked ways last, so that they lie above the others
    private static void Ways(XmlWriter svg, FlowDrawing drawing, Placed picture)
    {
        foreach (var (track, i) in picture.Layout.Tracks.Select((track, i) => (track, i)).OrderBy(one => picture.Ways[one.i].Way.IsMarked))
        {
            var way = picture.Ways[i].Way;
            svg.WriteStartElement("path");
            Set(svg, ("d", Path(track)), ("fill", "none"), ("stroke", way.IsMarked ? "#c4501b" : "#9a9a9a"), ("stroke-width", way.IsMarked ? 2.5 : 1.2), ("marker-end", way.IsMarked ? "url(#to-marked)" : "url(#to)"));
            if (way.ByTime)
            {
                Set(svg, ("stroke-dasharray", "6 4"));
            }

            Element(svg, "title", $"{drawing.Boxes[picture.Ways[i].From].Title} → {drawing.Boxes[way.To].Title}: {way.Label}");
            svg.WriteEndElement();
        }
    }

    private static string Path(Track track)
    {
        var (from, to) = (track.Through[0], track.Through[^1]);
        var (x, y) = (from.X + from.Width, from.Y + track.Leaves);
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}");
        var column = from.X + from.ColumnWidth;
        path.Append(CultureInfo.InvariantCulture, $" H{column:0.#}");
        x = column;
        foreach (var slot in track.Through.Skip(1))
        {
            var (nextX, nextY) = (slot.X, slot == to ? slot.Y + track.Arrives : slot.Y);
            var middle = (x + nextX) / 2;
            path.Append(CultureInfo.InvariantCulture, $" C{middle:0.#} {y:0.#} {middle:0.#} {nextY:0.#} {nextX:0.#} {nextY:0.#}");
            if (slot != to)
            {
                path.Append(CultureInfo.InvariantCulture, $" H{nextX + slot.Width:0.#}");
            }

            (x, y) = (nextX + slot.Width, nextY);
        }

        return path.ToString();
    }

    private static void Boxes(XmlWriter svg, FlowDrawing drawing, Placed picture)
    {
        for (var i = 0; i < drawing.Boxes.Count; i++)
        {
            var (box, slot, face) = (drawing.Boxes[i], picture.Layout.Boxes[i], picture.Faces[i]);
            var (fill, colour) = Colours(box.Kind);
            svg.WriteStartElement("g");
            Set(svg, ("transform", string.Create(CultureInfo.InvariantCulture, $"translate({slot.X:0.#} {slot.Y:0.#})")));
            Element(svg, "title", $"{box.Title} ({box.Text})");
            svg.WriteStartElement("rect");
            Set(svg, ("width", slot.Width), ("height", slot.Height), ("rx", 6), ("fill", "#ffffff"), ("stroke", box.IsMarked ? "#c4501b" : colour), ("stroke-width", box.IsMarked ? 2.5 : 1.2));
            if (box.Kind is BoxKind.Reference or BoxKind.Missing)
            {
                Set(svg, ("stroke-dasharray", "4 3"));
            }

            svg.WriteEndElement();
            Empty(svg, "rect", ("x", 1.5), ("y", 1.5), ("width", slot.Width - 3), ("height", face.HeadHeight - 3), ("rx", 4.5), ("fill", fill));
            Empty(svg, "rect", ("x", 1.5), ("y", 6), ("width", Accent), ("height", face.HeadHeight - 12), ("fill", colour));
            Lines(svg, face.Title, Face.Inside, Face.TitleSize, 0, "600", "#242424");
            Lines(svg, [box.Text], Face.Inside, Face.TextSize, face.Title.Count * Face.LineHeight, "400", "#616161");
            for (var row = 0; row < face.Rows.Count; row++)
            {
                var top = face.Tops[row];
                Empty(svg, "path", ("d", string.Create(CultureInfo.InvariantCulture, $"M{Face.Inside:0.#} {top:0.#} H{slot.Width - Face.Inside:0.#}")), ("stroke", "#e6e6e6"), ("stroke-width", 1));
                svg.WriteStartElement("g");
                Element(svg, "title", box.Ways[row].Label);
                var colourOfRow = box.Ways[row].IsMarked ? "#8f3a12" : "#242424";
                Lines(svg, face.Rows[row], Face.Inside, Face.TextSize, top, box.Ways[row].IsMarked ? "600" : "400", colourOfRow);
                svg.WriteEndElement();
            }

            svg.WriteEndElement();
        }
    }

    private static (string Fill, string Colour) Colours(BoxKind kind) => kind switch
    {
        BoxKind.Number => ("#e8f1fb", "#0f6cbd"),
        BoxKind.Extension => ("#eef7ee", "#107c41"),
        BoxKind.Outside => ("#f3effa", "#6b47b8"),
        BoxKind.Missing => ("#fdeeee", "#b10e1c"),
        _ => ("#f5f5f5", "#7a7a7a"),
    };

    private static void Lines(XmlWriter svg, IReadOnlyList<string> lines, double x, double size, double top, string weight, string colour)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            Element(svg, "text", lines[i], ("x", x), ("y", top + Face.Baseline + (i * Face.LineHeight)), ("font-size", size), ("font-weight", weight), ("fill", colour));
        }
    }

    private static void Empty(XmlWriter svg, string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        svg.WriteStartElement(name);
        Set(svg, attributes);
        svg.WriteEndElement();
    }

    private static void Element(XmlWriter svg, string name, string text, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        svg.WriteStartElement(name);
        Set(svg, attributes);
        svg.WriteString(Possible(text));
        svg.WriteEndElement();
    }

    private static void Set(XmlWriter svg, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            svg.WriteAttributeString(name, value is double number ? number.ToString("0.##", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }

    // XML has no form for some characters, escaped or not
    private static string Possible(string text)
    {
        var possible = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            possible.Append(letter.Value is (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or >= 0x10000 ? letter.ToString() : "\uFFFD");
        }

        return possible.ToString();
    }

    /// <summary>The drawing with a place for everything in it.</summary>
    internal sealed record Placed(LayeredLayout Layout, IReadOnlyList<Face> Faces, IReadOnlyList<(int From, FlowWay Way)> Ways)
    {
        public static Placed Of(FlowDrawing drawing)
        {
            var faces = drawing.Boxes.Select(Face.Of).ToList();
            var ways = drawing.Boxes.SelectMany((box, i) => box.Ways.Select((way, row) => (From: i, Row: row, Way: way))).ToList();
            var layout = LayeredLayout.Of(
                [.. faces.Select(face => (face.Width, face.Height))],
                [.. ways.Select(way => (way.From, faces[way.From].Middle(way.Row), way.Way.To, faces[way.Way.To].HeadHeight / 2))]);
            return new Placed(layout, faces, [.. ways.Select(way => (way.From, way.Way))]);
        }
    }

    /// <summary>What stands in a box: its title in lines, and a row for each way.</summary>
    internal sealed record Face(IReadOnlyList<string> Title, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<double> Tops, double Width, double Height, double HeadHeight)
    {
        public const double Inside = 12;
        public const double TitleSize = 13;
        public const double TextSize = 12;
        public const double LineHeight = 16;
        public const double Baseline = 18;
        private const double Least = 130;
        private const double Most = 270;
        private const double Padding = 12;

        public static Face Of(FlowBox box)
        {
            var widest = Math.Max(TextLines.Width(box.Title, TitleSize * 1.06), Math.Max(TextLines.Width(box.Text, TextSize), box.Ways.Select(way => TextLines.Width(way.Label, TextSize)).DefaultIfEmpty().Max()));
            var width = Math.Clamp(widest + (2 * Inside) + 2, Least, Most);
            var title = TextLines.Of(box.Title, width - (2 * Inside), TitleSize * 1.06, most: 5);
            var rows = box.Ways.Select(way => TextLines.Of(way.Label, width - (2 * Inside), TextSize, most: 3)).ToList();
            var head = ((title.Count + 1) * LineHeight) + Padding;
            var tops = new List<double>();
            var top = head;
            foreach (var row in rows)
            {
                tops.Add(top);
                top += (row.Count * LineHeight) + (Padding / 1.5);
            }

            return new Face(title, rows, tops, width, top + (rows.Count > 0 ? 2 : 0), head);
        }

        /// <summary>Where a way leaves the box, from its top.</summary>
        public double Middle(int row) => Tops[row] + (((Rows[row].Count * LineHeight) + (Padding / 1.5)) / 2);
    }
}
