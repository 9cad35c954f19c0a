#if NET9_0_OR_GREATER
using Gate = System.Threading.Lock;
#else
using Gate = object;
#endif
using System.Runtime.ExceptionServices;

namespace InitGen;

/// <summary>Work that falls into independent chunks.</summary>
internal interface IChunkedWork
{
    /// <summary>Does one chunk; called once for each, on any thread.</summary>
    /// <param name="chunk">The chunk's index.</param>
    void Run(int chunk);
}

/// <summary>Runs chunks on the caller's thread and the thread pool, without managed allocation in steady state.</summary>
/// <remarks>
/// The caller takes chunks like every worker and at the end waits only for those that others have begun, so nested use and a busy
/// pool cannot deadlock: in the worst case the caller does all the work. It does so at once where the pool is so busy that earlier calls still
/// wait in its queue: one more would only make the queue grow.
/// </remarks>
internal static class ParallelWork
{
    /// <summary>Runs all chunks and returns when they are done.</summary>
    /// <param name="chunks">How many there are.</param>
    /// <param name="degree">How many threads may work at once, the caller's included.</param>
    /// <param name="work">The work; it is copied.</param>
    /// <exception cref="Exception">The first exception that a chunk threw; chunks not yet begun are then skipped.</exception>
    public static void Run<TWork>(int chunks, int degree, in TWork work)
        where TWork : struct, IChunkedWork
    {
        degree = Math.Min(degree, chunks);
        if (degree <= 1 || Job<TWork>.TryRent() is not { } job)
        {
            TWork local = work;
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                local.Run(chunk);
            }

            return;
        }

        job.Run(chunks, degree, in work);
    }

#pragma warning disable CA1001 // Jobs are pooled and live as long as the process.
    private sealed class Job<TWork> : IThreadPoolWorkItem
#pragma warning restore CA1001
        where TWork : struct, IChunkedWork
    {
        // Calls of one kind that may be in the pool's queue at once.
        private const int MostJobs = 16;

        private static readonly Gate s_lock = new();
        private static readonly Stack<Job<TWork>> s_idle = new(capacity: MostJobs);
        private static int s_jobs;

        private readonly ManualResetEventSlim _finished = new(initialState: false);
        private TWork _work;
        private int _chunks;
        private int _next;
        private int _unfinished;
        private int _references;
        private Exception? _error;

        /// <summary>A job that no call uses; null where all of them are in use.</summary>
        public static Job<TWork>? TryRent()
        {
            lock (s_lock)
            {
                if (s_idle.TryPop(out Job<TWork>? job) || s_jobs == MostJobs)
                {
                    return job;
                }

                s_jobs++;
                return new Job<TWork>();
            }
        }

        public void Run(int chunks, int degree, in TWork work)
        {
            _work = work;
            _chunks = chunks;
            _next = 0;
            _unfinished = chunks;
            _error = null;
            _finished.Reset();

            // One reference for the caller and one for each entry in the pool's queue: entries that are dequeued late find no chunk left,
            // and only the last one frees the job for another use.
            _references = degree;
            for (int i = 1; i < degree; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }

            TakeChunks();
            _finished.Wait();
            Exception? error = _error;
            Release();
            if (error is not null)
            {
                ExceptionDispatchInfo.Throw(error);
            }
        }

        public void Execute()
        {
            TakeChunks();
            Release();
        }

        private void TakeChunks()
        {
            int chunk;
            while ((chunk = Interlocked.Increment(ref _next) - 1) < _chunks)
            {
                try
                {
                    if (Volatile.Read(ref _error) is null)
                    {
                        _work.Run(chunk);
                    }
                }
#pragma warning disable CA1031 // Whatever a chunk throws is thrown again on the caller's thread.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    Interlocked.CompareExchange(ref _error, error, null);
                }

                if (Interlocked.Decrement(ref _unfinished) == 0)
                {
                    _finished.Set();
                }
            }
        }

        private void Release()
        {
            if (Interlocked.Decrement(ref _references) == 0)
            {
                _work = default;
                _error = null;
                lock (s_lock)
                {
                    s_idle.Push(this);
                }
            }
        }
    }
}
