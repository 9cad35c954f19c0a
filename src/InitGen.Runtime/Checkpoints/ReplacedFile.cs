using Microsoft.Win32.SafeHandles;

namespace InitGen;

/// <summary>
/// A file that is written under a temporary name and then takes the place of an older one, whole or not at all. What the older file was
/// to its owner stays: the target of a symbolic link, and who may read and write it.
/// </summary>
internal sealed class ReplacedFile : IDisposable
{
    private readonly string _target;
    private readonly string _temporary;
    private readonly UnixFileMode? _mode;
    private readonly FileStream _stream;
    private bool _isInPlace;

    /// <summary>Opens the temporary file.</summary>
    /// <param name="path">The file to be replaced, which need not exist.</param>
    /// <param name="length">The length in bytes.</param>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or it is a directory; nothing is done.</exception>
    /// <exception cref="IOException">The temporary file cannot be made.</exception>
    public ReplacedFile(string path, long length)
    {
        // A rename would put the file in place of the link.
        var named = new FileInfo(Path.GetFullPath(path));
        _target = (named.LinkTarget is null ? null : named.ResolveLinkTarget(returnFinalTarget: true))?.FullName ?? named.FullName;
        if (Directory.Exists(_target))
        {
            throw new UnauthorizedAccessException($"{_target}: expected a file; found a directory.");
        }

        // A rename asks for no right to write the file, only the folder.
        bool exists = File.Exists(_target);
        if (exists && (File.GetAttributes(_target) & FileAttributes.ReadOnly) != FileAttributes.None)
        {
            throw new UnauthorizedAccessException($"{_target}: expected a file that may be written; found a read-only one. It is as it was.");
        }

        _temporary = _target + "." + Path.GetRandomFileName() + ".tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            PreallocationSize = length,
            BufferSize = 0,
        };
        if (exists && !OperatingSystem.IsWindows())
        {
            // From the start, so that nobody reads what the older file would have kept from them.
            _mode = File.GetUnixFileMode(_target);
            options.UnixCreateMode = _mode;
        }

        _stream = new FileStream(_temporary, options);
        try
        {
            _stream.SetLength(length);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The temporary file.</summary>
    public SafeFileHandle Handle => _stream.SafeFileHandle;

    /// <summary>Brings the file to the disk, and then in place of the older one.</summary>
    /// <exception cref="IOException">It could not be written or renamed.</exception>
    public void Commit()
    {
        if (_mode is { } mode && !OperatingSystem.IsWindows())
        {
            // What the process masks in files that it makes, it may set.
            File.SetUnixFileMode(Handle, mode);
        }

        RandomAccess.FlushToDisk(Handle);
        _stream.Dispose();
        if (OperatingSystem.IsWindows() && File.Exists(_target))
        {
            // Keeps the access control list, which a rename does not.
            File.Replace(_temporary, _target, destinationBackupFileName: null, ignoreMetadataErrors: true);
        }
        else
        {
            File.Move(_temporary, _target, overwrite: true);
        }

        _isInPlace = true;
    }

    /// <summary>Deletes the temporary file, unless it is in place.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        if (!_isInPlace)
        {
            Discard(_temporary);
        }
    }

    /// <summary>Deletes a file that could not be finished, if it can be: the error that it follows is the one to tell.</summary>
    /// <param name="path">The file.</param>
    public static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder is gone or closed.
        }
    }
}
