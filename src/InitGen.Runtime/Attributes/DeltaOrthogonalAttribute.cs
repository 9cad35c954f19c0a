namespace InitGen;

/// <summary>
/// A convolution kernel that is zero but for an orthogonal matrix at its centre, times a gain: an isometry of the signal. It needs at
/// least as many outputs as inputs. The centre of an axis of size k is place ⌊k/2⌋, as of <see cref="DiracAttribute"/>.
/// </summary>
/// <param name="nonlinearity">The function that the weight's output passes.</param>
/// <remarks>Xiao et al., Dynamical isometry and a mean field theory of CNNs, ICML 2018.</remarks>
public sealed class DeltaOrthogonalAttribute(Nonlinearity nonlinearity = Nonlinearity.Linear) : OrthogonalInitializerAttribute(nonlinearity);
