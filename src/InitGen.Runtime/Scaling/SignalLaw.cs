namespace InitGen;

/// <summary>
/// The distribution of a signal's elements where it is not Gaussian: behind a nonlinearity, before the next weight makes it Gaussian
/// again. Values x = Xᵢ + s · z, where X is one of a table of points and z ~ N(0, 1) is independent of it.
/// </summary>
/// <remarks>
/// A nonlinearity takes the points to its values, a norm scales them, a residual sum adds two laws: those of a branch behind a weight,
/// which is Gaussian, widen s alone. Each point also knows the mean square of the derivatives that the signal has passed since the last
/// weight, because those of two functions of one number are not independent.
/// </remarks>
internal sealed class SignalLaw
{
    // A table has two points a bin. The next function may have a kink anywhere: where its derivative jumps, a bin's mass is the error.
    private const int BinCount = 512;

    // For the law of a sum, every point of which the next function meets with all of its noise, and of two, where all meet all.
    private const int BinCountOfSum = 128;
    private const int BinCountOfTerms = 48;

    // Panels of a Gaussian are cut this often, for the sake of kinks again.
    private const int CutsPerPanel = 16;

    // The noise about a point: panels of one standard deviation, the mass beyond them is 2e-9.
    private const int NoiseReach = 6;
    private const int NodesPerPanel = 4;

    private static readonly (double[] Nodes, double[] Weights) s_legendre = GaussLegendre.Rule(NodesPerPanel);

    private readonly double[] _points;
    private readonly double[] _weights;
    private readonly double[] _slopes;
    private readonly double _noise;

    private SignalLaw(double[] points, double[] weights, double[] slopes, double noise)
    {
        _points = points;
        _weights = weights;
        _slopes = slopes;
        _noise = noise;
    }

    /// <summary>N(μ, σ²).</summary>
    public static SignalLaw Gaussian(double mean, double std) => new([mean], [1.0], [1.0], std);

    /// <summary>The law of a · x + b.</summary>
    public SignalLaw Scaled(double factor, double shift)
    {
        double[] points = new double[_points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = _points[i] * factor + shift;
        }

        return new SignalLaw(points, _weights, _slopes, _noise * Math.Abs(factor));
    }

    /// <summary>The law of the sum of two independent signals. What came before it is of one of its two ways back: the slopes begin anew.</summary>
    public static SignalLaw Sum(SignalLaw first, SignalLaw second)
    {
        double noise = SignalState.Hypotenuse(first._noise, second._noise);
        if (first._points.Length > 1 && second._points.Length > 1)
        {
            first = first.Compressed(BinCountOfTerms);
            second = second.Compressed(BinCountOfTerms);
        }

        double[] points = new double[first._points.Length * second._points.Length];
        double[] weights = new double[points.Length];
        double[] slopes = new double[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            int of = i / second._points.Length;
            int with = i % second._points.Length;
            points[i] = first._points[of] + second._points[with];
            weights[i] = first._weights[of] * second._weights[with];
            slopes[i] = 1.0;
        }

        return new SignalLaw(points, weights, slopes, noise).Compressed(BinCountOfSum);
    }

    /// <summary>What a nonlinearity makes of the signal.</summary>
    /// <param name="nonlinearity">f.</param>
    /// <param name="slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <param name="moments">
    /// The moments of f(x). <see cref="ActivationMoments.DerivativeRms"/> is what f adds to the derivatives before it;
    /// <see cref="ActivationMoments.Sensitivity"/> and <see cref="ActivationMoments.Curvature"/> are by the logarithm of x's scale.
    /// </param>
    /// <returns>The law of f(x).</returns>
    public SignalLaw Through(Nonlinearity nonlinearity, double slope, out ActivationMoments moments)
    {
        (double[] inputs, double[] weights, double[] slopes) = Spread(nonlinearity);
        double[] values = new double[inputs.Length];
        double before = 0.0;
        double after = 0.0;
        for (int i = 0; i < inputs.Length; i++)
        {
            values[i] = ActivationFunction.Value(nonlinearity, inputs[i], slope);
            before += weights[i] * slopes[i];
            double derivative = ActivationFunction.Derivative(nonlinearity, inputs[i], slope);
            slopes[i] *= derivative * derivative;
            after += weights[i] * slopes[i];
        }

        (double mean, double std, double second, double relativeVariance) = MomentsOf(values, weights);
        (double sensitivity, double curvature) = ResponseOf(nonlinearity, slope, inputs, weights, second);
        moments = new ActivationMoments(
            mean, std, before == 0.0 ? 0.0 : Math.Sqrt(after / before), sensitivity, curvature, relativeVariance);
        return new SignalLaw(values, weights, slopes, 0.0).Compressed(BinCount);
    }

    /// <summary>The points with their noise, so many that sums over them are integrals.</summary>
    private (double[] Inputs, double[] Weights, double[] Slopes) Spread(Nonlinearity nonlinearity)
    {
        if (_noise == 0.0)
        {
            return (_points, _weights, (double[])_slopes.Clone());
        }

        var inputs = new List<double>();
        var weights = new List<double>();
        var slopes = new List<double>();
        var ends = new List<double>();
        double total = 0.0;
        for (int i = 0; i < _points.Length; i++)
        {
            if (_points.Length == 1)
            {
                ends = Cut(ActivationMoments.PanelEnds(nonlinearity, _points[i], _noise));
            }
            else
            {
                // The other points lie between: few panels do, as long as none has a kink inside.
                ends.Clear();
                for (int z = -NoiseReach; z <= NoiseReach; z++)
                {
                    ends.Add(z);
                }

                foreach (double kink in ActivationFunction.Kinks(nonlinearity))
                {
                    double z = (kink - _points[i]) / _noise;
                    if (Math.Abs(z) < NoiseReach)
                    {
                        ends.Add(z);
                    }
                }

                ends.Sort();
            }

            for (int panel = 0; panel + 1 < ends.Count; panel++)
            {
                double half = 0.5 * (ends[panel + 1] - ends[panel]);
                for (int node = 0; half > 0.0 && node < NodesPerPanel; node++)
                {
                    double z = 0.5 * (ends[panel] + ends[panel + 1]) + half * s_legendre.Nodes[node];
                    double weight = _weights[i] * half * s_legendre.Weights[node] * Math.Exp(-0.5 * z * z);
                    inputs.Add(_points[i] + z * _noise);
                    weights.Add(weight);
                    slopes.Add(_slopes[i]);
                    total += weight;
                }
            }
        }

        double[] shares = new double[weights.Count];
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] = weights[i] / total;
        }

        return (inputs.ToArray(), shares, slopes.ToArray());
    }

    private static List<double> Cut(List<double> ends)
    {
        var cut = new List<double>(ends.Count * CutsPerPanel);
        for (int panel = 0; panel + 1 < ends.Count; panel++)
        {
            double width = ends[panel + 1] - ends[panel];
            int cuts = (int)Math.Ceiling(Math.Min(1.0, width) * CutsPerPanel);
            for (int i = 0; i < cuts; i++)
            {
                cut.Add(ends[panel] + width * i / cuts);
            }
        }

        cut.Add(ends[ends.Count - 1]);
        return cut;
    }

    // Divided by the largest value, so that no square leaves the range of double.
    private static (double Mean, double Std, double Second, double RelativeVariance) MomentsOf(double[] values, double[] weights)
    {
        double largest = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(values[i]));
        }

        if (largest == 0.0 || double.IsInfinity(largest) || double.IsNaN(largest))
        {
            return (largest, largest, largest, 0.0);
        }

        double first = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            first += weights[i] * (values[i] / largest);
        }

        double variance = 0.0;
        double second = 0.0;
        double fourth = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i] / largest;
            variance += weights[i] * (value - first) * (value - first);
            second += weights[i] * value * value;
            fourth += weights[i] * value * value * value * value;
        }

        return (
            first * largest,
            Math.Sqrt(variance) * largest,
            Math.Sqrt(second) * largest,
            Math.Max(0.0, fourth / (second * second) - 1.0));
    }

    // L(t) = ln E[f(x · e^(t/2))²]: its first two derivatives at 0, by differences.
    private static (double Sensitivity, double Curvature) ResponseOf(
        Nonlinearity nonlinearity, double slope, double[] inputs, double[] weights, double rms)
    {
        if (rms == 0.0 || double.IsInfinity(rms) || double.IsNaN(rms))
        {
            return (rms == 0.0 ? 0.0 : 1.0, 0.0);
        }

        const double Step = 0.05;
        double smaller = LogarithmAt(Math.Exp(-0.5 * Step));
        double larger = LogarithmAt(Math.Exp(0.5 * Step));
        return ((larger - smaller) / (2.0 * Step), (larger + smaller) / (Step * Step));

        // Relative to L(0).
        double LogarithmAt(double factor)
        {
            double second = 0.0;
            for (int i = 0; i < inputs.Length; i++)
            {
                double value = ActivationFunction.Value(nonlinearity, inputs[i] * factor, slope) / rms;
                second += weights[i] * value * value;
            }

            return Math.Log(second);
        }
    }

    /// <summary>
    /// A smaller table of equal mean and variance: in order of the points, bins of equal shares in probability and second moment, each of
    /// them two points at its own mean plus and minus its standard deviation.
    /// </summary>
    private SignalLaw Compressed(int bins)
    {
        if (_points.Length <= 2 * bins)
        {
            return this;
        }

        (double mean, double std, double rms, _) = MomentsOf(_points, _weights);
        if (std == 0.0 || double.IsInfinity(rms) || double.IsNaN(rms))
        {
            return new SignalLaw([mean], [1.0], [Average(_slopes)], _noise);
        }

        int[] order = new int[_points.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort((double[])_points.Clone(), order);
        var points = new List<double>(2 * bins);
        var weights = new List<double>(2 * bins);
        var slopes = new List<double>(2 * bins);
        double share = 0.0;
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            double full = (Math.Floor(share * bins) + 1.0) / bins;
            double weight = 0.0;
            double sum = 0.0;
            double slopeSum = 0.0;
            do
            {
                int i = order[end];
                double distance = (_points[i] - mean) / std;
                share += _weights[i] * 0.5 * (1.0 + distance * distance);
                weight += _weights[i];
                sum += _weights[i] * distance;
                slopeSum += _weights[i] * _slopes[i];
                end++;
            }
            while (end < order.Length && (share < full || _points[order[end]] == _points[order[end - 1]]));

            if (weight > 0.0)
            {
                double centre = sum / weight;
                double square = 0.0;
                for (int k = start; k < end; k++)
                {
                    double distance = (_points[order[k]] - mean) / std - centre;
                    square += _weights[order[k]] * distance * distance;
                }

                double spread = Math.Sqrt(square / weight);
                foreach (double side in spread > 1e-12 ? s_bothSides : s_middle)
                {
                    points.Add(mean + (centre + side * spread) * std);
                    weights.Add(side == 0.0 ? weight : 0.5 * weight);
                    slopes.Add(slopeSum / weight);
                }
            }

            start = end;
        }

        return new SignalLaw(points.ToArray(), weights.ToArray(), slopes.ToArray(), _noise);

        double Average(double[] values)
        {
            double average = 0.0;
            for (int i = 0; i < values.Length; i++)
            {
                average += _weights[i] * values[i];
            }

            return average;
        }
    }

    private static readonly double[] s_bothSides = [-1.0, 1.0];
    private static readonly double[] s_middle = [0.0];
}
