using System.Globalization;
using System.Text;

namespace InitGen.Benchmarks;

/// <summary>
/// Files of a program that has nothing to do with networks: entities, stores, services, parsers and numeric code in modules of five
/// files, about 150 lines each, with generics, LINQ, async, iterators, pattern matching and records. File i is the same on every machine.
/// </summary>
internal static class OrdinarySources
{
    private const int FilesPerModule = 5;

    private static readonly string[] s_nouns = ["Order", "Invoice", "Customer", "Shipment", "Ticket", "Booking", "Asset", "Contract", "Meter", "Patient"];
    private static readonly string[] s_fields = ["Weight", "Price", "Discount", "Tax", "Margin", "Rebate", "Deposit", "Balance", "Freight", "Surcharge"];

    public static string File(int index)
    {
        int module = index / FilesPerModule;
        string template = (index % FilesPerModule) switch
        {
            0 => Entity,
            1 => Store,
            2 => Service,
            3 => Parser,
            _ => Statistics,
        };
        string noun = s_nouns[module % s_nouns.Length] + module.ToString(CultureInfo.InvariantCulture);
        return template
            .Replace("$Namespace$", "Plain.Module" + module.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("$Noun$", noun, StringComparison.Ordinal)
            .Replace("$Members$", Members(module), StringComparison.Ordinal)
            .Replace("$Sum$", Sum(module), StringComparison.Ordinal)
            .Replace("$Index$", module.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // Three to ten amounts, by the module.
    private static IEnumerable<string> Fields(int module) => s_fields.Take(3 + module % 8);

    private static string Members(int module)
    {
        var text = new StringBuilder();
        foreach (string field in Fields(module))
        {
            text.Append(CultureInfo.InvariantCulture, $$"""

                    private decimal _{{field}};

                    /// <summary>Gets or sets the {{field}}, which is never negative.</summary>
                    public decimal {{field}}
                    {
                        get => _{{field}};
                        set
                        {
                            if (value < 0)
                            {
                                throw new ArgumentOutOfRangeException(nameof(value), value, "Expected an amount of zero or more.");
                            }

                            if (_{{field}} != value)
                            {
                                _{{field}} = value;
                                OnChanged(nameof({{field}}));
                            }
                        }
                    }

                """);
        }

        return text.ToString();
    }

    private static string Sum(int module) => string.Join(" + ", Fields(module));

    private const string Entity = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel;
        using System.Linq;

        namespace $Namespace$;

        public enum $Noun$State
        {
            Draft,
            Open,
            Closed,
            Cancelled,
        }

        public readonly record struct $Noun$Line(string Article, decimal Price, int Count)
        {
            public decimal Total => Price * Count;
        }

        /// <summary>An entity with validation and notification.</summary>
        public sealed class $Noun$ : INotifyPropertyChanged, IComparable<$Noun$>, IEquatable<$Noun$>
        {
            private readonly List<$Noun$Line> _lines = new();
            private $Noun$State _state;

            public $Noun$(int id, string name)
            {
                Id = id;
                Name = string.IsNullOrWhiteSpace(name) ? throw new ArgumentException("Expected a name.", nameof(name)) : name.Trim();
                Created = DateTimeOffset.UnixEpoch.AddMinutes(id);
            }

            public event PropertyChangedEventHandler? PropertyChanged;

            public int Id { get; }

            public string Name { get; }

            public DateTimeOffset Created { get; }

            public IReadOnlyList<$Noun$Line> Lines => _lines;

            public $Noun$State State
            {
                get => _state;
                private set
                {
                    if (_state != value)
                    {
                        _state = value;
                        OnChanged(nameof(State));
                    }
                }
            }
        $Members$
            public decimal Amounts => $Sum$;

            public decimal Total => _lines.Sum(line => line.Total) + Amounts;

            public void Add(string article, decimal price, int count)
            {
                if (count < 1)
                {
                    throw new ArgumentOutOfRangeException(nameof(count), count, "Expected one or more.");
                }

                int at = _lines.FindIndex(line => line.Article == article && line.Price == price);
                if (at < 0)
                {
                    _lines.Add(new $Noun$Line(article, price, count));
                }
                else
                {
                    _lines[at] = _lines[at] with { Count = _lines[at].Count + count };
                }

                OnChanged(nameof(Lines));
                OnChanged(nameof(Total));
            }

            public bool TryAdvance($Noun$State next)
            {
                bool allowed = (State, next) switch
                {
                    ($Noun$State.Draft, $Noun$State.Open) => _lines.Count > 0,
                    ($Noun$State.Open, $Noun$State.Closed) => true,
                    ($Noun$State.Draft or $Noun$State.Open, $Noun$State.Cancelled) => true,
                    _ => false,
                };
                if (allowed)
                {
                    State = next;
                }

                return allowed;
            }

            public IEnumerable<(string Article, decimal Share)> Shares()
            {
                decimal total = _lines.Sum(line => line.Total);
                foreach (IGrouping<string, $Noun$Line> group in _lines.GroupBy(line => line.Article).OrderBy(group => group.Key, StringComparer.Ordinal))
                {
                    yield return (group.Key, total == 0 ? 0 : group.Sum(line => line.Total) / total);
                }
            }

            public int CompareTo($Noun$? other) => other is null ? 1 : (Created, Id).CompareTo((other.Created, other.Id));

            public bool Equals($Noun$? other) => other is not null && other.Id == Id && other.Name == Name;

            public override bool Equals(object? obj) => Equals(obj as $Noun$);

            public override int GetHashCode() => HashCode.Combine(Id, Name);

            public override string ToString() => $"{Id}: {Name} ({State}, {Total:0.00})";

            private void OnChanged(string property) => PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(property));
        }
        """;

    private const string Store = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;

        namespace $Namespace$;

        public interface I$Noun$Store<TKey, TItem>
            where TKey : notnull
            where TItem : class
        {
            ValueTask<TItem?> FindAsync(TKey key, CancellationToken cancellation);

            Task SaveAsync(TItem item, CancellationToken cancellation);

            IAsyncEnumerable<TItem> QueryAsync(Func<TItem, bool> predicate, CancellationToken cancellation);
        }

        /// <summary>A store in memory with a bounded cache before it.</summary>
        public class $Noun$Store<TKey, TItem>(Func<TItem, TKey> keyOf, int capacity = 128) : I$Noun$Store<TKey, TItem>
            where TKey : notnull, IComparable<TKey>
            where TItem : class
        {
            private readonly ConcurrentDictionary<TKey, TItem> _items = new();
            private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TItem Item)>> _cache = new();
            private readonly LinkedList<(TKey Key, TItem Item)> _recent = new();
            private readonly SemaphoreSlim _gate = new(1, 1);

            public int Hits { get; private set; }

            public int Misses { get; private set; }

            public async ValueTask<TItem?> FindAsync(TKey key, CancellationToken cancellation)
            {
                await _gate.WaitAsync(cancellation).ConfigureAwait(false);
                try
                {
                    if (TryRecent(key, out TItem? cached))
                    {
                        Hits++;
                        return cached;
                    }

                    Misses++;
                    await Task.Yield();
                    if (_items.TryGetValue(key, out TItem? found))
                    {
                        Remember(key, found);
                        return found;
                    }

                    return null;
                }
                finally
                {
                    _gate.Release();
                }
            }

            public async Task SaveAsync(TItem item, CancellationToken cancellation)
            {
                ArgumentNullException.ThrowIfNull(item);
                TKey key = keyOf(item);
                _items[key] = item;
                await _gate.WaitAsync(cancellation).ConfigureAwait(false);
                try
                {
                    Remember(key, item);
                }
                finally
                {
                    _gate.Release();
                }
            }

            public async IAsyncEnumerable<TItem> QueryAsync(
                Func<TItem, bool> predicate, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
            {
                foreach (TKey key in _items.Keys.OrderBy(key => key))
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (await FindAsync(key, cancellation) is { } item && predicate(item))
                    {
                        yield return item;
                    }
                }
            }

            public async Task<IReadOnlyDictionary<TGroup, int>> CountAsync<TGroup>(Func<TItem, TGroup> group, CancellationToken cancellation)
                where TGroup : notnull
            {
                var counts = new Dictionary<TGroup, int>();
                await foreach (TItem item in QueryAsync(static _ => true, cancellation))
                {
                    TGroup key = group(item);
                    counts[key] = counts.TryGetValue(key, out int count) ? count + 1 : 1;
                }

                return counts;
            }

            private bool TryRecent(TKey key, [NotNullWhen(true)] out TItem? item)
            {
                if (_cache.TryGetValue(key, out LinkedListNode<(TKey Key, TItem Item)>? node))
                {
                    _recent.Remove(node);
                    _recent.AddFirst(node);
                    item = node.Value.Item;
                    return true;
                }

                item = null;
                return false;
            }

            private void Remember(TKey key, TItem item)
            {
                if (_cache.Remove(key, out LinkedListNode<(TKey Key, TItem Item)>? old))
                {
                    _recent.Remove(old);
                }

                _cache[key] = _recent.AddFirst((key, item));
                while (_cache.Count > capacity && _recent.Last is { } last)
                {
                    _cache.Remove(last.Value.Key);
                    _recent.RemoveLast();
                }
            }
        }

        public sealed class $Noun$Repository() : $Noun$Store<int, $Noun$>(static item => item.Id, capacity: 64)
        {
            public async Task<decimal> TotalAsync($Noun$State state, CancellationToken cancellation = default)
            {
                decimal total = 0;
                await foreach ($Noun$ item in QueryAsync(item => item.State == state, cancellation))
                {
                    total += item.Total;
                }

                return total;
            }
        }
        """;

    private const string Service = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;

        namespace $Namespace$;

        public abstract record $Noun$Result
        {
            public sealed record Success($Noun$ Item, IReadOnlyList<string> Warnings) : $Noun$Result;

            public sealed record Rejected(string Reason) : $Noun$Result;

            public sealed record Failed(Exception Error, int Attempts) : $Noun$Result;
        }

        public sealed record $Noun$Request(int Id, string Name, IReadOnlyList<(string Article, decimal Price, int Count)> Lines);

        /// <summary>Takes requests, checks them by rules, and tries again where the store fails.</summary>
        public sealed class $Noun$Service
        {
            private readonly $Noun$Repository _repository;
            private readonly List<Func<$Noun$Request, string?>> _rules;
            private readonly TimeSpan _delay = TimeSpan.FromMilliseconds(10 + $Index$);

            public $Noun$Service($Noun$Repository repository)
            {
                _repository = repository ?? throw new ArgumentNullException(nameof(repository));
                _rules =
                [
                    static request => request.Id > 0 ? null : "The id is not positive.",
                    static request => string.IsNullOrWhiteSpace(request.Name) ? "There is no name." : null,
                    static request => request.Lines.Count == 0 ? "There are no lines." : null,
                    request => request.Lines.FirstOrDefault(line => line.Count < 1 || line.Price < 0) is { Article: { } article }
                        ? $"The line of {article} is not valid."
                        : null,
                ];
            }

            public event EventHandler<$Noun$>? Accepted;

            public async Task<$Noun$Result> HandleAsync($Noun$Request request, CancellationToken cancellation = default)
            {
                if (_rules.Select(rule => rule(request)).FirstOrDefault(reason => reason is not null) is { } reason)
                {
                    return new $Noun$Result.Rejected(reason);
                }

                var warnings = new List<string>();
                var item = new $Noun$(request.Id, request.Name);
                foreach ((string article, decimal price, int count) in request.Lines)
                {
                    item.Add(article, price, count);
                    if (count > 1000)
                    {
                        warnings.Add($"{article}: {count} is many.");
                    }
                }

                for (int attempt = 1; ; attempt++)
                {
                    try
                    {
                        await _repository.SaveAsync(item, cancellation).ConfigureAwait(false);
                        Accepted?.Invoke(this, item);
                        return new $Noun$Result.Success(item, warnings);
                    }
                    catch (InvalidOperationException error) when (attempt >= 3)
                    {
                        return new $Noun$Result.Failed(error, attempt);
                    }
                    catch (InvalidOperationException)
                    {
                        await Task.Delay(_delay * attempt, cancellation).ConfigureAwait(false);
                    }
                }
            }

            public async Task<IReadOnlyDictionary<string, int>> HandleAllAsync(
                IEnumerable<$Noun$Request> requests, int degree, CancellationToken cancellation = default)
            {
                using var gate = new SemaphoreSlim(degree);
                $Noun$Result[] results = await Task.WhenAll(requests.Select(async request =>
                {
                    await gate.WaitAsync(cancellation);
                    try
                    {
                        return await HandleAsync(request, cancellation);
                    }
                    finally
                    {
                        gate.Release();
                    }
                }));

                return results
                    .GroupBy(Describe)
                    .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
            }

            public static string Describe($Noun$Result result) => result switch
            {
                $Noun$Result.Success { Warnings.Count: 0 } => "accepted",
                $Noun$Result.Success { Warnings: [var only] } => "accepted, but " + only,
                $Noun$Result.Success { Warnings: [_, _, ..] warnings } => $"accepted with {warnings.Count} warnings",
                $Noun$Result.Rejected { Reason: var reason } => "rejected: " + reason,
                $Noun$Result.Failed { Error: var error, Attempts: > 1 and var attempts } => $"failed {attempts} times: {error.Message}",
                _ => "failed",
            };

            public async Task<string> ReportAsync(CancellationToken cancellation = default)
            {
                IReadOnlyDictionary<$Noun$State, int> counts = await _repository.CountAsync(item => item.State, cancellation);
                IEnumerable<string> rows =
                    from pair in counts
                    where pair.Value > 0
                    orderby pair.Value descending, pair.Key
                    let share = (double)pair.Value / counts.Values.Sum()
                    select $"{pair.Key,-12}{pair.Value,8}{share,8:P1}";
                return string.Join(Environment.NewLine, rows);
            }
        }
        """;

    private const string Parser = """
        using System;
        using System.Collections.Generic;
        using System.Globalization;
        using System.IO;
        using System.Linq;
        using System.Text;

        namespace $Namespace$;

        public readonly ref struct $Noun$Field(ReadOnlySpan<char> text, int line, int column)
        {
            public ReadOnlySpan<char> Text { get; } = text;

            public int Line { get; } = line;

            public int Column { get; } = column;
        }

        public sealed class $Noun$FormatException(string message, int line, int column)
            : FormatException(string.Create(CultureInfo.InvariantCulture, $"{message} ({line}, {column})"))
        {
            public int Line => line;

            public int Column => column;
        }

        /// <summary>Reads and writes items as lines of separated fields with quotes.</summary>
        public static class $Noun$Parser
        {
            private const char Separator = ';', Quote = '"';

            public static IEnumerable<$Noun$> Read(TextReader reader)
            {
                int number = 0;
                while (reader.ReadLine() is { } line)
                {
                    number++;
                    if (line.Length == 0 || line[0] == '#')
                    {
                        continue;
                    }

                    yield return ReadItem(line, number);
                }
            }

            private static $Noun$ ReadItem(string line, int number)
            {
                string[] fields = Split(line, number).ToArray();
                if (fields.Length < 2)
                {
                    throw new $Noun$FormatException("Expected an id and a name.", number, 1);
                }

                var item = new $Noun$(ToInt32(new $Noun$Field(fields[0], number, 1)), fields[1]);
                for (int i = 2; i + 2 < fields.Length; i += 3)
                {
                    item.Add(
                        fields[i],
                        ToDecimal(new $Noun$Field(fields[i + 1], number, i + 1)),
                        ToInt32(new $Noun$Field(fields[i + 2], number, i + 2)));
                }

                return item;
            }

            private static List<string> Split(string line, int number)
            {
                var fields = new List<string>();
                var current = new StringBuilder();
                bool quoted = false;
                for (int i = 0; i < line.Length; i++)
                {
                    char c = line[i];
                    switch (c)
                    {
                        case Quote when quoted && i + 1 < line.Length && line[i + 1] == Quote:
                            current.Append(Quote);
                            i++;
                            break;
                        case Quote:
                            quoted = !quoted;
                            break;
                        case Separator when !quoted:
                            fields.Add(current.ToString());
                            current.Clear();
                            break;
                        default:
                            current.Append(c);
                            break;
                    }
                }

                if (quoted)
                {
                    throw new $Noun$FormatException("A quote is not closed.", number, line.Length);
                }

                fields.Add(current.ToString());
                return fields;
            }

            private static int ToInt32($Noun$Field field) =>
                int.TryParse(field.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
                    ? value
                    : throw new $Noun$FormatException("Expected an integer.", field.Line, field.Column);

            private static decimal ToDecimal($Noun$Field field) =>
                decimal.TryParse(field.Text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value)
                    ? value
                    : throw new $Noun$FormatException("Expected an amount.", field.Line, field.Column);

            public static void Write(TextWriter writer, IEnumerable<$Noun$> items)
            {
                foreach ($Noun$ item in items.OrderBy(item => item.Id))
                {
                    writer.Write(item.Id.ToString(CultureInfo.InvariantCulture));
                    writer.Write(Separator);
                    WriteField(writer, item.Name);
                    foreach ($Noun$Line line in item.Lines)
                    {
                        writer.Write(Separator);
                        WriteField(writer, line.Article);
                        writer.Write(Separator);
                        writer.Write(line.Price.ToString(CultureInfo.InvariantCulture));
                        writer.Write(Separator);
                        writer.Write(line.Count.ToString(CultureInfo.InvariantCulture));
                    }

                    writer.WriteLine();
                }
            }

            private static void WriteField(TextWriter writer, string field)
            {
                if (field.AsSpan().IndexOfAny(Separator, Quote) < 0)
                {
                    writer.Write(field);
                    return;
                }

                writer.Write(Quote);
                writer.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
                writer.Write(Quote);
            }
        }
        """;

    private const string Statistics = """
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Linq;
        using System.Numerics;

        namespace $Namespace$;

        public readonly struct $Noun$Interval<T>(T low, T high) : IEquatable<$Noun$Interval<T>>
            where T : INumber<T>
        {
            public T Low { get; } = T.Min(low, high);

            public T High { get; } = T.Max(low, high);

            public T Length => High - Low;

            public bool Contains(T value) => value >= Low && value <= High;

            public bool Equals($Noun$Interval<T> other) => Low == other.Low && High == other.High;

            public override bool Equals(object? obj) => obj is $Noun$Interval<T> other && Equals(other);

            public override int GetHashCode() => HashCode.Combine(Low, High);
        }

        /// <summary>A table of amounts by day, with moving averages, a histogram and a least-squares line.</summary>
        public sealed class $Noun$Statistics : IEnumerable<(DateOnly Day, double Amount)>
        {
            private readonly SortedDictionary<DateOnly, double> _amounts = new();
            private readonly double[,] _season = new double[12, 31];
            private readonly float[] _smoothing = new float[16 + $Index$ % 16];

            public int Count => _amounts.Count;

            public double this[DateOnly day]
            {
                get => _amounts.TryGetValue(day, out double amount) ? amount : 0.0;
                set
                {
                    _amounts[day] = value;
                    _season[day.Month - 1, day.Day - 1] += value;
                }
            }

            public static $Noun$Statistics From(IEnumerable<$Noun$> items)
            {
                var statistics = new $Noun$Statistics();
                foreach (IGrouping<DateOnly, $Noun$> day in items.GroupBy(item => DateOnly.FromDateTime(item.Created.UtcDateTime)))
                {
                    statistics[day.Key] = (double)day.Sum(item => item.Total);
                }

                return statistics;
            }

            public IEnumerable<double> MovingAverage(int window)
            {
                var recent = new Queue<double>(window);
                double sum = 0.0;
                foreach (double amount in _amounts.Values)
                {
                    recent.Enqueue(amount);
                    sum += amount;
                    if (recent.Count > window)
                    {
                        sum -= recent.Dequeue();
                    }

                    yield return sum / recent.Count;
                }
            }

            public double[] Smooth(ReadOnlySpan<double> values)
            {
                for (int k = 0; k < _smoothing.Length; k++)
                {
                    _smoothing[k] = MathF.Exp(-0.5f * k * k / _smoothing.Length);
                }

                var result = new double[values.Length];
                for (int i = 0; i < values.Length; i++)
                {
                    double sum = 0.0, total = 0.0;
                    for (int k = 0; k < _smoothing.Length && k <= i; k++)
                    {
                        sum += _smoothing[k] * values[i - k];
                        total += _smoothing[k];
                    }

                    result[i] = sum / total;
                }

                return result;
            }

            public IReadOnlyDictionary<$Noun$Interval<double>, int> Histogram(int bins)
            {
                if (Count == 0)
                {
                    return new Dictionary<$Noun$Interval<double>, int>();
                }

                double low = _amounts.Values.Min(), high = _amounts.Values.Max();
                double width = Math.Max((high - low) / bins, double.Epsilon);
                return _amounts.Values
                    .GroupBy(amount => Math.Min((int)((amount - low) / width), bins - 1))
                    .ToDictionary(
                        group => new $Noun$Interval<double>(low + group.Key * width, low + (group.Key + 1) * width),
                        group => group.Count());
            }

            public (double Slope, double Intercept, double Residual) Line()
            {
                (double X, double Y)[] points = _amounts.Select(pair => ((double)pair.Key.DayNumber, pair.Value)).ToArray();
                if (points.Length < 2)
                {
                    return (0.0, points.Length == 1 ? points[0].Y : 0.0, 0.0);
                }

                double meanX = points.Average(point => point.X), meanY = points.Average(point => point.Y);
                double sxy = points.Sum(point => (point.X - meanX) * (point.Y - meanY));
                double sxx = points.Sum(point => (point.X - meanX) * (point.X - meanX));
                double slope = sxx == 0.0 ? 0.0 : sxy / sxx;
                double intercept = meanY - slope * meanX;
                double residual = Math.Sqrt(points.Average(point => Math.Pow(point.Y - slope * point.X - intercept, 2.0)));
                return (slope, intercept, residual);
            }

            public T Median<T>(IEnumerable<T> values)
                where T : INumber<T>
            {
                T[] sorted = [.. values.Order()];
                return sorted switch
                {
                    [] => T.Zero,
                    [var single] => single,
                    _ when sorted.Length % 2 == 1 => sorted[sorted.Length / 2],
                    _ => (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / T.CreateChecked(2),
                };
            }

            public IEnumerator<(DateOnly Day, double Amount)> GetEnumerator() => _amounts.Select(pair => (pair.Key, pair.Value)).GetEnumerator();

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
        }
        """;
}
