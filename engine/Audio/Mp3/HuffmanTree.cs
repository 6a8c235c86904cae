namespace Pbx.Engine.Audio.Mp3;

/// <summary>A prefix code as a tree: each branch holds where its two sides are, a leaf is the complement of its value.</summary>
internal sealed class HuffmanTree
{
    private readonly List<(int Zero, int One)> branches = [];

    private HuffmanTree()
    {
    }

    /// <summary>Reads a tree as <see cref="HuffmanTrees"/> has them.</summary>
    public static HuffmanTree Read(string text)
    {
        var tree = new HuffmanTree();
        var at = 0;
        tree.Side(text, ref at);
        return tree;
    }

    /// <summary>Takes the bits of one value.</summary>
    public int Take(ref BitReader bits)
    {
        var side = 0;
        do
        {
            side = bits.Take(1) == 0 ? branches[side].Zero : branches[side].One;
        }
        while (side > 0);
        return ~side;
    }

    private int Side(string text, ref int at)
    {
        if (text[at] != '.')
        {
            var value = Convert.ToInt32(text.Substring(at, 2), 16);
            at += 2;
            return ~value;
        }

        at++;
        var branch = branches.Count;
        branches.Add(default);
        branches[branch] = (Side(text, ref at), Side(text, ref at));
        return branch;
    }
}
