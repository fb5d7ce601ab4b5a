package org.cityarchive.server.faults;

import java.util.Arrays;
import java.net.InetSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The wire between the program and its database, which can be slow, silent, cut, or cut between a commit and its answer. */
public final class Wire implements AutoCloseable {
    private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 14;

    private final int behind;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commitsToCut = new AtomicInteger();
    private volatile ServerSocket listening;
    private volatile boolean silent;
    private volatile boolean closed;
    private volatile boolean afterCommit;
    private volatile long delayNanos;

    /** @param behind the port of the database on this machine */
    public Wire(int behind) {
        this.behind = behind;
        this.listening = listen(0);
        this.port = listening.getLocalPort();
        accept();
    }

    private static ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Nobody listens any more, and all connections are cut. */
    public void unplug() {
        shut(listening);
        cut();
    }

    /** Somebody listens again. */
    public void plug() {
        listening = listen(port);
        accept();
    }

    /** Connections stand, and no byte passes. */
    public void silence(boolean now) {
        silent = now;
    }

    /** Each piece of what is said takes so long. */
    public void slow(long nanos) {
        delayNanos = nanos;
    }

    /** Cuts all connections. */
    public void cut() {
        open.forEach(Wire::shut);
        open.clear();
    }

    /**
     * The next commits lose their connection.
     *
     * @param after behind their way to the database, so that they may hold and nobody hears of it; else before
     */
    public void cutCommits(int next, boolean after) {
        afterCommit = after;
        commitsToCut.set(next);
    }

    /** How many are still to be cut. */
    public int commitsToCut() {
        return commitsToCut.get();
    }

    private void accept() {
        var socket = listening;
        Thread.startVirtualThread(() -> {
            while (!closed) {
                try {
                    var client = socket.accept();
                    var server = new Socket(InetAddress.getLoopbackAddress(), behind);
                    open.add(client);
                    open.add(server);
                    if (socket.isClosed()) {
                        cut(); // unplugged in this moment
                    }
                    Thread.startVirtualThread(() -> pass(client, server, true));
                    Thread.startVirtualThread(() -> pass(server, client, false));
                } catch (IOException e) {
                    return; // unplugged
                }
            }
        });
    }

    private void pass(Socket from, Socket to, boolean toDatabase) {
        var bytes = new byte[BUFFER];
        try {
            for (int n = from.getInputStream().read(bytes); n > 0; n = from.getInputStream().read(bytes)) {
                if (delayNanos > 0) {
                    LockSupport.parkNanos(delayNanos);
                }
                while (silent && !closed) {
                    LockSupport.parkNanos(1_000_000);
                }
                boolean cut = toDatabase && isCommit(bytes, n) && commitsToCut.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                if (!cut || afterCommit) {
                    to.getOutputStream().write(bytes, 0, n);
                }
                if (cut) {
                    shut(from);
                    LockSupport.parkNanos(afterCommit ? 20_000_000 : 0); // the database reads what it was sent
                }
            }
        } catch (IOException e) {
            // cut
        } finally {
            shut(from);
            shut(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static boolean isCommit(byte[] bytes, int length) {
        for (int at = 0; at + COMMIT.length <= length; at++) {
            if (Arrays.equals(bytes, at, at + COMMIT.length, COMMIT, 0, COMMIT.length)) {
                return true;
            }
        }
        return false;
    }

    private static void shut(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // it is
        }
    }

    @Override
    public void close() {
        closed = true;
        unplug();
    }
}
