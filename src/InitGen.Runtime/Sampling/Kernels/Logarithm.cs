namespace InitGen;

/// <summary>−2 ln u for the u of random words, by polynomials of IEEE-exact operations.</summary>
internal static partial class Logarithm
{
    // Q of the single-precision logarithm, highest power first.
    private const float Q8 = 0.15649430453777313f;
    private const float Q7 = -0.26008158922195435f;
    private const float Q6 = 0.26415684819221497f;
    private const float Q5 = -0.2832711935043335f;
    private const float Q4 = 0.3322257995605469f;
    private const float Q3 = -0.4000602662563324f;
    private const float Q2 = 0.5000302791595459f;
    private const float Q1 = -0.6666661500930786f;
    private const float Q0 = 0.9999997615814209f;
}
