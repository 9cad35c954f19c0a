namespace InitGen.Model;

/// <summary>One size of a shape.</summary>
/// <param name="Constant">The size, where it is known at compile time.</param>
/// <param name="Member">The member that holds it at run time, where one is named.</param>
internal readonly record struct ShapeSize(int? Constant, string? Member = null);

/// <summary>The shape of a parameter: constant, read from members, or read from the storage at run time.</summary>
/// <param name="Sizes">One entry an axis, first axis first. An entry with neither constant nor member is read from the storage.</param>
internal sealed record ShapeModel(EquatableArray<ShapeSize> Sizes)
{
    /// <summary>Whether not even the rank is known before run time: all sizes are read from the storage then.</summary>
    public bool IsUnranked { get; private init; }

    /// <summary>The number of axes; 0 where it is not known.</summary>
    public int Rank => Sizes.Count;

    public bool IsConstant
    {
        get
        {
            if (IsUnranked)
            {
                return false;
            }

            foreach (ShapeSize size in Sizes)
            {
                if (size.Constant is null)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether every size comes from a constant or a member, so that the storage can be checked against it.</summary>
    public bool IsStated
    {
        get
        {
            if (IsUnranked)
            {
                return false;
            }

            foreach (ShapeSize size in Sizes)
            {
                if (size.Constant is null && size.Member is null)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The product of the sizes, where all are constant.</summary>
    public long? ConstantLength
    {
        get
        {
            if (IsUnranked)
            {
                return null;
            }

            long length = 1;
            foreach (ShapeSize size in Sizes)
            {
                if (size.Constant is not { } constant)
                {
                    return null;
                }

                length = unchecked(length * constant);
            }

            return length;
        }
    }

    public int[] ToConstants() => [.. Sizes.Select(size => size.Constant ?? 0)];

    /// <summary>Whether a size is read from the storage at run time.</summary>
    public bool IsOfStorage => !IsStated;

    /// <summary>A shape that the storage tells at run time, its rank included.</summary>
    public static ShapeModel Unranked() => new(EquatableArray<ShapeSize>.Empty) { IsUnranked = true };

    public static ShapeModel OfStorage(int rank) => new(Enumerable.Repeat(default(ShapeSize), rank).ToEquatableArray());
}
