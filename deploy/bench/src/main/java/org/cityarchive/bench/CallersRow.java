package org.cityarchive.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.cityarchive.core.capture.CaptureChannel;

/** Sixty-four callers at once offer one observation each, again and again, as webhooks do; beside it eight connections that insert one line each. */
final class CallersRow implements Row {
    private static final int WARM = 12;
    private static final int WARMEST = 48;
    private static final int CALLERS = 64;
    private static final int CONNECTIONS = 8;

    @Override
    public String name() {
        return "callers";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        var posts = Posts.open(setup.posts());
        int size = setup.size(1_000, 4_000);
        try (var ground = Ground.fresh(setup);
                var superuser = ground.superuser();
                var callers = Executors.newVirtualThreadPerTaskExecutor();
                var inserters = Executors.newFixedThreadPool(CONNECTIONS)) {
            new PeerTables(superuser);
            var channel = ground.channel(ground.archive);
            var connections = connections(ground);
            var warming = new Warming(WARM, WARMEST);
            var capturing = new Used(ground, new ArrayList<>());
            var inserting = new Used(ground, new ArrayList<>());
            var measured = Turns.warmed(warming, setup.cycles(),
                    () -> capture(channel, setup, posts.next(size), callers, capturing),
                    () -> insert(connections, posts.next(size), inserters, inserting));
            for (var connection : connections) {
                connection.close();
            }
            return List.of(Figure.of(name(), "durable capture, 64 concurrent callers of one",
                    "INSERT of one raw line a commit over 8 connections", Goal.atLeast(2.5, 4), Turns.ratio(measured, 1, 0))
                    .with("µs a record: processor time", capturing.last(setup.cycles()) / size * 1e6)
                    .with("µs a record: processor time, INSERT", inserting.last(setup.cycles()) / size * 1e6)
                    .with("records a second", Math.rint(size / Turns.median(measured, 0)))
                    .with("warm-up, records", (double) warming.cycles() * size)
                    .with("inserts a second", Math.rint(size / Turns.median(measured, 1))));
        }
    }

    /** Processor time that each cycle of a side took, in seconds. */
    private record Used(Ground ground, List<Double> seconds) {
        long by(Turns.Work work) throws Exception {
            double before = ground.processor();
            long nanos = Turns.timed(work);
            seconds.add(ground.processor() - before);
            return nanos;
        }

        double last(int cycles) {
            return Spread.of(seconds.subList(seconds.size() - cycles, seconds.size())).median();
        }
    }

    private static List<Connection> connections(Ground ground) throws Exception {
        var connections = new ArrayList<Connection>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(DriverManager.getConnection(ground.url(), "postgres", ground.password()));
        }
        return connections;
    }

    private static long capture(CaptureChannel channel, Setup setup, List<Post> posts, ExecutorService callers,
            Used used) throws Exception {
        var offers = LineFile.offers(setup.work(), posts);
        var next = new AtomicInteger();
        return together(used, callers, CALLERS, () -> {
            for (int i = next.getAndIncrement(); i < offers.size(); i = next.getAndIncrement()) {
                channel.offer(List.of(offers.get(i)), Ground.BY, List.of());
            }
            return null;
        });
    }

    private static long insert(List<Connection> connections, List<Post> posts, ExecutorService threads, Used used)
            throws Exception {
        var lines = posts.stream().map(Post::line).toList();
        var next = new AtomicInteger();
        var own = new AtomicInteger();
        return together(used, threads, CONNECTIONS, () -> {
            try (PreparedStatement insert = connections.get(own.getAndIncrement())
                    .prepareStatement("insert into peer.keyed (id, line) values (?, ?)")) {
                for (int i = next.getAndIncrement(); i < lines.size(); i = next.getAndIncrement()) {
                    insert.setString(1, posts.get(i).platform() + posts.get(i).id());
                    insert.setString(2, lines.get(i));
                    insert.executeUpdate();
                }
            }
            return null;
        });
    }

    private static long together(Used used, ExecutorService threads, int many, Callable<Void> work) throws Exception {
        return used.by(() -> {
            for (var done : threads.invokeAll(java.util.Collections.nCopies(many, work))) {
                done.get();
            }
        });
    }
}
