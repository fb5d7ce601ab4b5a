package org.cityarchive.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Archive;
import org.cityarchive.server.capture.CaptureAhead;
import org.cityarchive.server.vault.ContentSealing;
import org.cityarchive.server.vault.RecordKey;

/** One writer captures batches of 500; what it wrote is then put beside it by COPY, and the raw lines alone. */
final class CaptureRow implements Row {
    private static final int BATCH = 500;
    private static final int WARM = 16;
    private static final int WARMEST = 64;
    private static final int WHOLE = 0;
    private static final int COPY = 1;
    private static final int LINES = 2;
    private static final int SEALING = 3;
    private static final int PROCESSOR = 4;
    private static final int COPY_PROCESSOR = 5;
    private static final int SEALING_PROCESSOR = 6;

    private final LongAdder deciding = new LongAdder();
    private List<Offer> offers = List.of();
    private List<PeerTables.Rows> written = List.of();
    private final Warming warming = new Warming(WARM, WARMEST);
    private double[] cold = new double[7];

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        var source = Posts.open(setup.posts());
        int size = setup.size(2_000, 5_000);
        try (var ground = Ground.fresh(setup); var superuser = ground.superuser()) {
            var peer = new PeerTables(superuser);
            Archive timed = (command, by) -> {
                long began = System.nanoTime();
                try {
                    return ground.archive.send(command, by);
                } finally {
                    deciding.add(System.nanoTime() - began);
                }
            };
            var channel = ground.channel(timed);
            var sends = new ArrayList<Double>();
            // the sides follow one another, as the second copies what the first wrote
            var measured = new ArrayList<double[]>();
            while (warming.goesOn()) {
                double[] seconds = cycle(ground, channel, peer, setup, source.next(size));
                if (warming.cycles() == 2) {
                    cold = seconds;
                }
            }
            for (int cycle = 0; cycle < setup.cycles(); cycle++) {
                measured.add(cycle(ground, channel, peer, setup, source.next(size)));
                sends.add(deciding.sum() / 1e9);
            }
            return figures(measured, Spread.of(sends).median(), size, source.source());
        }
    }

    private double[] cycle(Ground ground, CaptureChannel channel, PeerTables peer, Setup setup, List<Post> posts)
            throws Exception {
        offers = LineFile.offers(setup.work(), posts);
        deciding.reset();
        long after = ground.facts.head();
        double before = ground.processor();
        double whole = Turns.timed(() -> capture(channel)) / 1e9;
        double used = ground.processor() - before;
        var records = offers.stream()
                .map(o -> ground.identity.of(o.observation().key().platform(), o.account(), o.observation().key().id())).toList();
        written = peer.written(after, ground.facts.head());
        var lines = PeerTables.lines(posts);
        before = ground.processor();
        double copy = Turns.timed(() -> peer.copy(written)) / 1e9;
        double copyUsed = ground.processor() - before;
        double raw = Turns.timed(() -> peer.copyLines(lines)) / 1e9;
        before = ground.processor();
        double sealed = sealing(ground, records);
        return new double[]{whole, copy, raw, sealed, used, copyUsed, ground.processor() - before};
    }

    private void capture(CaptureChannel channel) {
        var ahead = new CaptureAhead(channel);
        for (int from = 0; from < offers.size(); from += BATCH) {
            ahead.offer(offers.subList(from, Math.min(offers.size(), from + BATCH)), Ground.BY, List.of());
        }
        ahead.finish();
    }

    /** Seals the same observations once more under keys that are there, as the channel does: what the capture would take without it. */
    private double sealing(Ground ground, List<RecordId> records) throws Exception {
        var keys = ground.vault.keys(records);
        var sealing = new ContentSealing();
        var staging = ground.staging();
        return Turns.timed(() -> {
            for (int from = 0; from < offers.size(); from += BATCH) {
                IntStream.range(from, Math.min(offers.size(), from + BATCH)).parallel().forEach(i -> {
                    RecordKey key = java.util.Objects.requireNonNull(keys.get(records.get(i)));
                    var _ = sealing.seal(key, 1, offers.get(i).observation(), staging);
                });
            }
        }) / 1e9;
    }

    private List<Figure> figures(List<double[]> measured, double sends, int size, String source) {
        double whole = Turns.median(measured, WHOLE);
        var against = "COPY of the same rows into the same tables, 1,000 a commit";
        // Sealing overlaps the commit before it, so its own time cannot be taken off; its share of the processors' time can.
        var unsealed = Spread.of(measured.stream()
                .map(m -> m[COPY] / (m[WHOLE] * (1 - m[SEALING_PROCESSOR] / m[PROCESSOR]))).toList());
        return List.of(
                Figure.of(name(), "durable capture, batches of 500, one writer", against, Goal.atLeast(0.5, 0.8),
                        Turns.ratio(measured, COPY, WHOLE)).with("records a second", Math.rint(size / whole))
                        .with("COPY records a second", Math.rint(size / Turns.median(measured, COPY)))
                        .with("µs a record: whole", whole / size * 1e6)
                        .with("µs a record: sealing (2 threads)", Turns.median(measured, SEALING) / size * 1e6)
                        .with("µs a record: decide, encode, append, commit", sends / size * 1e6)
                        .with("µs a record: read, identify, print, keys",
                                (whole - sends - Turns.median(measured, SEALING)) / size * 1e6)
                        .with("µs a record: COPY", Turns.median(measured, COPY) / size * 1e6)
                        .with("µs a record: processor time", Turns.median(measured, PROCESSOR) / size * 1e6)
                        .with("µs a record: processor time, sealing", Turns.median(measured, SEALING_PROCESSOR) / size * 1e6)
                        .with("µs a record: processor time, COPY", Turns.median(measured, COPY_PROCESSOR) / size * 1e6)
                        .with("warm-up, records", (double) warming.cycles() * size)
                        .with("warm-up: the compiler's time as a share of the last cycle", warming.share())
                        .with("cold: ratio of the second cycle of all", cold[COPY] / cold[WHOLE])
                        .with("posts", source),
                Figure.of(name(), "the same, the processor time of sealing taken off", against, Goal.atLeast(0.9, 0.9), unsealed),
                Figure.of(name(), "the same: the price of being an archive", "COPY of one raw line a record, no index",
                        Goal.atLeast(0.1, 0.25), Turns.ratio(measured, LINES, WHOLE))
                        .with("COPY lines a second", Math.rint(size / Turns.median(measured, LINES))));
    }
}
