using System.Globalization;
using System.Runtime.CompilerServices;

namespace InitGen.Testing;

/// <summary>
/// All suites run under de-DE, which writes 0,5 and 1.000: a number that depends on the culture shows at once. Set
/// INITGEN_TEST_CULTURE to run them under another one (empty for the invariant culture).
/// </summary>
internal static class TestCulture
{
    [ModuleInitializer]
    internal static void Set()
    {
        var culture = CultureInfo.GetCultureInfo(Environment.GetEnvironmentVariable("INITGEN_TEST_CULTURE") ?? "de-DE");
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }
}
