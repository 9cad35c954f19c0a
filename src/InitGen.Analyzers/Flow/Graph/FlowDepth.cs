namespace InitGen.Analyzers.Flow;

/// <summary>
/// The longest ways through the matrices of a graph. Matrices that lead back to each other are taken together, as one of as many layers as
/// they are; between such groups there is no way back, so that each is looked at once (Tarjan 1972).
/// </summary>
internal sealed class FlowDepth
{
    private readonly Dictionary<Weight, int> _through = [];

    public FlowDepth(IEnumerable<FlowEdge> edges)
    {
        var next = new Dictionary<Weight, List<Weight>>();
        List<Weight> After(Weight weight)
        {
            if (!next.TryGetValue(weight, out List<Weight>? weights))
            {
                next.Add(weight, weights = []);
            }

            return weights;
        }

        foreach (FlowEdge edge in edges)
        {
            if (edge is { From.IsMatrix: true, To: { IsMatrix: true } to })
            {
                After(edge.From).Add(to);
                After(to);
            }
        }

        // The groups come in an order in which each stands behind all that it leads to.
        List<List<Weight>> groups = Groups(next);
        var group = new Dictionary<Weight, int>();
        for (int i = 0; i < groups.Count; i++)
        {
            foreach (Weight weight in groups[i])
            {
                group.Add(weight, i);
            }
        }

        var behind = new int[groups.Count];
        for (int i = 0; i < groups.Count; i++)
        {
            foreach (int other in groups[i].SelectMany(weight => next[weight]).Select(weight => group[weight]).Where(other => other != i))
            {
                behind[i] = Math.Max(behind[i], behind[other] + groups[other].Count);
            }
        }

        var before = new int[groups.Count];
        for (int i = groups.Count - 1; i >= 0; i--)
        {
            foreach (int other in groups[i].SelectMany(weight => next[weight]).Select(weight => group[weight]).Where(other => other != i))
            {
                before[other] = Math.Max(before[other], before[i] + groups[i].Count);
            }
        }

        foreach (KeyValuePair<Weight, int> member in group)
        {
            _through.Add(member.Key, before[member.Value] + groups[member.Value].Count + behind[member.Value]);
        }
    }

    /// <summary>How many matrices there are on the longest way through one.</summary>
    public int Through(Weight weight) => _through.TryGetValue(weight, out int depth) ? depth : 1;

    // Without recursion: a network may be deeper than the stack.
    private static List<List<Weight>> Groups(Dictionary<Weight, List<Weight>> next)
    {
        var groups = new List<List<Weight>>();
        var number = new Dictionary<Weight, int>();
        var lowest = new Dictionary<Weight, int>();
        var open = new Stack<Weight>();
        var isOpen = new HashSet<Weight>();
        var path = new Stack<(Weight Weight, int Child)>();
        foreach (Weight root in next.Keys)
        {
            if (number.ContainsKey(root))
            {
                continue;
            }

            path.Push((root, 0));
            while (path.Count > 0)
            {
                (Weight weight, int child) = path.Pop();
                if (child == 0)
                {
                    lowest[weight] = number[weight] = number.Count;
                    open.Push(weight);
                    isOpen.Add(weight);
                }
                else
                {
                    lowest[weight] = Math.Min(lowest[weight], lowest[next[weight][child - 1]]);
                }

                while (child < next[weight].Count && number.TryGetValue(next[weight][child], out int seen))
                {
                    if (isOpen.Contains(next[weight][child]))
                    {
                        lowest[weight] = Math.Min(lowest[weight], seen);
                    }

                    child++;
                }

                if (child < next[weight].Count)
                {
                    path.Push((weight, child + 1));
                    path.Push((next[weight][child], 0));
                }
                else if (lowest[weight] == number[weight])
                {
                    var group = new List<Weight>();
                    Weight member;
                    do
                    {
                        member = open.Pop();
                        isOpen.Remove(member);
                        group.Add(member);
                    }
                    while (!member.Equals(weight));
                    groups.Add(group);
                }
            }
        }

        return groups;
    }
}
