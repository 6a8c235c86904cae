namespace Pbx.Domain.Visualization;

/// <summary>
/// Places boxes in columns from left to right, so that every way leads to a column further right: by the longest path (layering), with few crossings (barycentres), and near to what they are connected
/// with (isotonic regression, which keeps order and distances). No two boxes overlap, and a way that passes columns has a lane of its own between their boxes.
/// </summary>
internal sealed class LayeredLayout
{
    private const double Gap = 22;
    private const double LaneGap = 9;
    private const double Column = 96;
    private const double Row = 900;
    private const int Sweeps = 12;

    private readonly List<List<Slot>> columns = [];

    private LayeredLayout()
    {
    }

    /// <summary>The places of the boxes, in their order.</summary>
    public IReadOnlyList<Slot> Boxes { get; private init; } = [];

    /// <summary>The ways: each goes through slots, the first and the last of which are boxes.</summary>
    public IReadOnlyList<Track> Tracks { get; private init; } = [];

    /// <summary>How wide all of it is.</summary>
    public double Width => Slots.Select(slot => slot.X + slot.Width).DefaultIfEmpty().Max();

    /// <summary>How high all of it is.</summary>
    public double Height => Slots.Select(slot => slot.Y + slot.Height).DefaultIfEmpty().Max();

    private IEnumerable<Slot> Slots => Boxes.Concat(Tracks.SelectMany(track => track.Through));

    /// <summary>Places boxes: what is connected together, one group below the other, and then those that are connected with none, in rows.</summary>
    /// <param name="sizes">Their widths and heights.</param>
    /// <param name="ways">From which box, at which distance from its top, to which box, at which distance from its top; following them never comes back.</param>
    public static LayeredLayout Of(IReadOnlyList<(double Width, double Height)> sizes, IReadOnlyList<(int From, double Leaves, int To, double Arrives)> ways)
    {
        var groups = Groups(sizes.Count, ways);
        var (boxes, tracks) = (new Slot[sizes.Count], new Track[ways.Count]);
        var top = 0.0;
        foreach (var group in groups.Where(group => group.Count > 1))
        {
            var place = group.Select((box, i) => (box, i)).ToDictionary(one => one.box, one => one.i);
            var own = Enumerable.Range(0, ways.Count).Where(i => place.ContainsKey(ways[i].From)).ToList();
            var layout = Connected([.. group.Select(box => sizes[box])], [.. own.Select(i => ways[i] with { From = place[ways[i].From], To = place[ways[i].To] })]);
            var height = layout.Height;
            foreach (var slot in layout.Slots.Distinct())
            {
                slot.Y += top;
            }

            for (var i = 0; i < group.Count; i++)
            {
                boxes[group[i]] = layout.Boxes[i];
            }

            for (var i = 0; i < own.Count; i++)
            {
                tracks[own[i]] = layout.Tracks[i];
            }

            top += height + (2 * Gap);
        }

        Rows(boxes, sizes, [.. groups.Where(group => group.Count == 1).Select(group => group[0])], top);
        return new LayeredLayout { Boxes = boxes, Tracks = tracks };
    }

    private static void Rows(Slot[] boxes, IReadOnlyList<(double Width, double Height)> sizes, IReadOnlyList<int> alone, double top)
    {
        var widest = Math.Max(boxes.Select(slot => slot is null ? 0 : slot.X + slot.Width).DefaultIfEmpty().Max(), Row);
        var (x, lowest) = (0.0, top);
        foreach (var i in alone)
        {
            if (x > 0 && x + sizes[i].Width > widest)
            {
                (x, top) = (0, lowest + Gap);
            }

            boxes[i] = new Slot(0, sizes[i].Width, sizes[i].Height, IsLane: false) { X = x, Y = top };
            (x, lowest) = (x + sizes[i].Width + Gap, Math.Max(lowest, top + sizes[i].Height));
        }
    }

    // boxes that ways connect, whichever way they lead, in the order of their first boxes
    private static List<List<int>> Groups(int count, IReadOnlyList<(int From, double Leaves, int To, double Arrives)> ways)
    {
        var heads = Enumerable.Range(0, count).ToArray();
        foreach (var way in ways)
        {
            var (one, other) = (Head(way.From), Head(way.To));
            heads[Math.Max(one, other)] = Math.Min(one, other);
        }

        return [.. Enumerable.Range(0, count).GroupBy(Head).OrderBy(group => group.Key).Select(group => group.ToList())];

        int Head(int at)
        {
            while (heads[at] != at)
            {
                at = heads[at] = heads[heads[at]];
            }

            return at;
        }
    }

    private static LayeredLayout Connected(IReadOnlyList<(double Width, double Height)> sizes, IReadOnlyList<(int From, double Leaves, int To, double Arrives)> ways)
    {
        var depths = Depths(sizes.Count, ways);
        var boxes = sizes.Select((size, i) => new Slot(depths[i], size.Width, size.Height, IsLane: false)).ToArray();
        var tracks = ways.Select(way => Track(boxes[way.From], way.Leaves, boxes[way.To], way.Arrives)).ToArray();
        var layout = new LayeredLayout { Boxes = boxes, Tracks = tracks };
        layout.columns.AddRange(layout.Slots.Distinct().GroupBy(slot => slot.Depth).OrderBy(column => column.Key).Select(column => column.ToList()));
        layout.Arrange();
        layout.Spread();
        return layout;
    }

    private static int[] Depths(int count, IReadOnlyList<(int From, double Leaves, int To, double Arrives)> ways)
    {
        var depths = new int[count];
        var open = new int[count];
        var from = ways.ToLookup(way => way.From, way => way.To);
        foreach (var way in ways)
        {
            open[way.To]++;
        }

        var ready = new Queue<int>(Enumerable.Range(0, count).Where(i => open[i] == 0));
        while (ready.TryDequeue(out var at))
        {
            foreach (var next in from[at])
            {
                depths[next] = Math.Max(depths[next], depths[at] + 1);
                if (--open[next] == 0)
                {
                    ready.Enqueue(next);
                }
            }
        }

        return depths;
    }

    private static Track Track(Slot from, double leaves, Slot to, double arrives)
    {
        var through = new List<Slot> { from };
        for (var depth = from.Depth + 1; depth < to.Depth; depth++)
        {
            through.Add(new Slot(depth, 0, 0, IsLane: true));
        }

        through.Add(to);
        for (var i = 1; i < through.Count; i++)
        {
            var link = new Link(through[i - 1], i == 1 ? leaves : 0, through[i], i == through.Count - 1 ? arrives : 0);
            through[i - 1].Out.Add(link);
            through[i].In.Add(link);
        }

        return new Track(through, leaves, arrives);
    }

    private void Arrange()
    {
        Number();
        var best = columns.Select(column => column.ToArray()).ToList();
        var fewest = Crossings();
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var isForward = sweep % 2 == 0;
            foreach (var column in isForward ? columns.Skip(1) : columns.AsEnumerable().Reverse().Skip(1))
            {
                var sorted = column.OrderBy(slot => Centre(slot, isForward)).ToList();
                column.Clear();
                column.AddRange(sorted);
                Number(column);
            }

            if (Crossings() is var crossings && crossings < fewest)
            {
                (fewest, best) = (crossings, columns.Select(column => column.ToArray()).ToList());
            }
        }

        for (var i = 0; i < columns.Count; i++)
        {
            columns[i].Clear();
            columns[i].AddRange(best[i]);
        }

        Number();
    }

    // where the slots that it is connected with stand on the average; what is connected with none there stays
    private static double Centre(Slot slot, bool isForward)
    {
        var links = isForward ? slot.In : slot.Out;
        return links.Count == 0 ? slot.Order : links.Average(link => isForward ? link.From.Order + (link.Leaves / (link.From.Height + 1)) : link.To.Order + (link.Arrives / (link.To.Height + 1)));
    }

    private long Crossings()
    {
        var crossings = 0L;
        foreach (var column in columns)
        {
            var ends = column.SelectMany(slot => slot.Out.OrderBy(link => link.Leaves).ThenBy(link => link.To.Order)).Select(link => link.To.Order).ToList();
            var sums = new int[(ends.Count == 0 ? 0 : ends.Max()) + 2];
            for (var i = 0; i < ends.Count; i++)
            {
                var above = 0;
                for (var at = ends[i] + 1; at > 0; at -= at & -at)
                {
                    above += sums[at];
                }

                crossings += i - above;
                for (var at = ends[i] + 1; at < sums.Length; at += at & -at)
                {
                    sums[at]++;
                }
            }
        }

        return crossings;
    }

    private void Spread()
    {
        var x = 0.0;
        foreach (var column in columns)
        {
            var width = column.Max(slot => slot.Width);
            foreach (var slot in column)
            {
                (slot.X, slot.Width, slot.ColumnWidth) = (x, slot.IsLane ? width : slot.Width, width);
            }

            x += width + Column;
            Settle(column, slot => slot.Order * Gap, _ => 1);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isForward = sweep % 2 == 0;
            var isLast = sweep >= Sweeps - 2;
            foreach (var column in isForward ? columns.AsEnumerable() : columns.AsEnumerable().Reverse())
            {
                Settle(column, slot => Wanted(slot, isForward, isLast), slot => slot.IsLane ? 4 : slot.In.Count + slot.Out.Count == 0 ? 0.1 : 1);
            }
        }

        var top = columns.Count == 0 ? 0 : columns.Min(column => column[0].Y);
        foreach (var slot in columns.SelectMany(column => column))
        {
            slot.Y -= top;
        }
    }

    private static double Wanted(Slot slot, bool isForward, bool both)
    {
        var places = (isForward || both ? slot.In : []).Select(link => link.From.Y + link.Leaves - link.Arrives).Concat((!isForward || both ? slot.Out : []).Select(link => link.To.Y + link.Arrives - link.Leaves)).ToList();
        return places.Count == 0 ? slot.Y : places.Average();
    }

    // The places that are nearest to the wanted ones in the given order and with the least distances: pools of slots that touch, as weighted isotonic regression joins them.
    private static void Settle(List<Slot> column, Func<Slot, double> wanted, Func<Slot, double> weight)
    {
        var offsets = new double[column.Count];
        for (var i = 1; i < column.Count; i++)
        {
            offsets[i] = offsets[i - 1] + column[i - 1].Height + (column[i - 1].IsLane || column[i].IsLane ? LaneGap : Gap);
        }

        var pools = new List<(double Sum, double Weight, int Count)>();
        for (var i = 0; i < column.Count; i++)
        {
            var pool = (Sum: (wanted(column[i]) - offsets[i]) * weight(column[i]), Weight: weight(column[i]), Count: 1);
            while (pools.Count > 0 && pools[^1].Sum / pools[^1].Weight >= pool.Sum / pool.Weight)
            {
                pool = (pool.Sum + pools[^1].Sum, pool.Weight + pools[^1].Weight, pool.Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        var place = 0;
        foreach (var (sum, heavy, count) in pools)
        {
            for (var i = 0; i < count; i++, place++)
            {
                column[place].Y = (sum / heavy) + offsets[place];
            }
        }
    }

    private void Number()
    {
        foreach (var column in columns)
        {
            Number(column);
        }
    }

    private static void Number(List<Slot> column)
    {
        for (var i = 0; i < column.Count; i++)
        {
            column[i].Order = i;
        }
    }

    internal sealed record Link(Slot From, double Leaves, Slot To, double Arrives);
}

/// <summary>Where a box stands, or where a way passes a column.</summary>
internal sealed class Slot(int depth, double width, double height, bool IsLane)
{
    public int Depth { get; } = depth;

    public bool IsLane { get; } = IsLane;

    public double Width { get; set; } = width;

    public double Height { get; } = height;

    public double ColumnWidth { get; set; }

    public double X { get; set; }

    public double Y { get; set; }

    public int Order { get; set; }

    public List<LayeredLayout.Link> In { get; } = [];

    public List<LayeredLayout.Link> Out { get; } = [];
}

/// <summary>A way from a box through lanes to a box.</summary>
/// <param name="Leaves">From the top of the first box.</param>
/// <param name="Arrives">From the top of the last box.</param>
internal sealed record Track(IReadOnlyList<Slot> Through, double Leaves, double Arrives);
