namespace InitGen.Pipeline;

/// <summary>A 128-bit hash: equal for equal contents, and in practice for nothing else. It never leaves the process.</summary>
internal readonly record struct Fingerprint(ulong Low, ulong High)
{
    /// <summary>Adds up what a fingerprint is of.</summary>
    internal struct Builder()
    {
        private ulong _low = 0x9E3779B97F4A7C15;
        private ulong _high = 0xC2B2AE3D27D4EB4F;

        public void Add(ulong value)
        {
            _low = Mix(_low ^ value);
            _high = unchecked(Mix(_high + value) * 0x9FB21C651E98DF25);
        }

        public void Add(long value) => Add(unchecked((ulong)value));

        public void Add(string text)
        {
            Add((ulong)text.Length);
            ulong four = 0;
            for (int i = 0; i < text.Length; i++)
            {
                four = (four << 16) | text[i];
                if ((i & 3) == 3)
                {
                    Add(four);
                    four = 0;
                }
            }

            if ((text.Length & 3) != 0)
            {
                Add(four);
            }
        }

        public void Add(Fingerprint other)
        {
            Add(other.Low);
            Add(other.High);
        }

        public readonly Fingerprint ToFingerprint() => new(_low, _high);

        // The finalizer of MurmurHash3: each bit of the input reaches each bit of the output.
        private static ulong Mix(ulong value)
        {
            value = unchecked((value ^ (value >> 33)) * 0xFF51AFD7ED558CCD);
            value = unchecked((value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53);
            return value ^ (value >> 33);
        }
    }
}
