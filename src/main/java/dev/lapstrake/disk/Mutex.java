package dev.lapstrake.disk;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file, held by one thread of one process at a time. The system lets go of it when the process ends,
 * however it ends. The JVM refuses a second lock on a file instead of waiting, even across class loaders, so waiting is
 * done here.
 */
public final class Mutex implements Closeable {
    private static final long PAUSE_MILLIS = 20;

    private final FileChannel channel;
    private final FileLock lock;

    private Mutex(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Waits until the lock is free, and takes it. The file is made where it is missing, and is never deleted. */
    public static Mutex lock(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (FileLock lock = tryLock(channel); ; lock = tryLock(channel)) {
                if (lock != null) {
                    return new Mutex(channel, lock);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + file);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another thread of this JVM
        }
    }

    /**
     * @throws IOException if the lock was lost, for instance because the file system that held it went away
     */
    public void check() throws IOException {
        if (!lock.isValid()) {
            throw new IOException("lost a lock");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
