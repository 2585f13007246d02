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
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file, held by one thread of one process at a time. The system lets go of it when the process ends,
 * however it ends. The JVM refuses a second lock on a file instead of waiting, even across class loaders, so waiting is
 * done here.
 *
 * <p>A file lock belongs to the whole process, and closing any channel of the file lets go of it; so the threads of this
 * JVM take turns first, and only the one whose turn it is opens the file.
 */
public final class Mutex implements Closeable {
    private static final long PAUSE_MILLIS = 20;
    private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    /** Closing a channel would take the lock from another class loader of this JVM that holds it. */
    private static final Queue<FileChannel> LEFT_OPEN = new ConcurrentLinkedQueue<>();

    private final ReentrantLock turn;
    private final FileChannel channel;
    private final FileLock lock;

    private Mutex(ReentrantLock turn, FileChannel channel, FileLock lock) {
        this.turn = turn;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Waits until the lock is free, and takes it. The file is made where it is missing, and is never deleted. The thread
     * that takes the lock must be the one that closes it, and must not take it twice.
     */
    public static Mutex lock(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent()).toRealPath();
        Path real = folder.resolve(file.getFileName());
        ReentrantLock turn = TURNS.computeIfAbsent(real, path -> new ReentrantLock());
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(file);
        }
        try {
            return locked(real, turn);
        } catch (IOException | RuntimeException e) {
            turn.unlock();
            throw e;
        }
    }

    private static Mutex locked(Path file, ReentrantLock turn) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (FileLock lock = tryLock(channel); ; lock = tryLock(channel)) {
                if (lock != null) {
                    return new Mutex(turn, channel, lock);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        } catch (InterruptedException e) {
            LEFT_OPEN.add(channel);
            throw interrupted(file);
        }
    }

    private static InterruptedIOException interrupted(Path file) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for " + file);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another class loader of this JVM
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
        try {
            channel.close();
        } finally {
            turn.unlock();
        }
    }
}
