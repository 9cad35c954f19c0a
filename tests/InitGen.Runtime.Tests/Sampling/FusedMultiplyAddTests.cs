using System.Runtime.Intrinsics;
using Xunit;

namespace InitGen.Tests;

/// <summary>Every width's fused multiply-add rounds once, in the cases where rounding twice would differ too.</summary>
public sealed class FusedMultiplyAddTests
{
    [Fact]
    public void It_rounds_once_at_every_width()
    {
        var random = new Random(17);
        for (int i = 0; i < 200_000; i++)
        {
            float a = Number(random);
            float b = Number(random);

            // A third: anything; a third: near −a·b, so that the sum cancels; a third: a·b plus half a unit in its last place, a tie but for
            // what the product has below.
            float product = a * b;
            float c = (i % 3) switch
            {
                0 => Number(random),
                1 => -product,
                _ => (MathF.BitIncrement(product) - product) * 0.5f * random.Next(1, 4),
            };
            if (!float.IsFinite(product) || !float.IsFinite(c))
            {
                continue;
            }

            float expected = MathF.FusedMultiplyAdd(a, b, c);
            Assert.Equal(expected, Lanes128.MultiplyAddSingle(Bits128(a), Bits128(b), Bits128(c)).AsSingle()[3]);
            if (Vector256.IsHardwareAccelerated)
            {
                Assert.Equal(
                    expected,
                    Lanes256.MultiplyAddSingle(Lanes256.Broadcast(a), Lanes256.Broadcast(b), Lanes256.Broadcast(c)).AsSingle()[5]);
            }
        }
    }

    private static Vector128<uint> Bits128(float value) => Vector128.Create(0.5f, 0.25f, 1f, value).AsUInt32();

    private static float Number(Random random) =>
        (random.NextSingle() - 0.5f) * MathF.Pow(2f, random.Next(-66, 30));
}
