package org.cityarchive.server.evidence;

import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.evidence.EvidenceCommand;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.server.merkle.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the newest checkpoint stamped once a day by each authority that the city chose. Nothing waits for it: an authority that does not
 * answer is asked again, and that a stamp is missing is shown. Nobody is asked that is not in the settings.
 */
public final class Stamping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stamping.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);
    private static final int LARGEST = 1 << 20;

    private final List<StampAuthority> authorities;
    private final Stamps stamps;
    private final Checkpoints checkpoints;
    private final Archive archive;
    private final Supplier<ZoneId> zone;
    private final Clock clock;
    private final Map<Long, Instant> notBefore = new ConcurrentHashMap<>();
    private final Map<String, String> trouble = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("stamping").factory());

    public Stamping(List<StampAuthority> authorities, Stamps stamps, Checkpoints checkpoints, Archive archive,
            Supplier<ZoneId> zone,
            Clock clock) {
        this.authorities = List.copyOf(authorities);
        this.stamps = stamps;
        this.checkpoints = checkpoints;
        this.archive = archive;
        this.zone = zone;
        this.clock = clock;
    }

    public Stamping start() {
        if (!authorities.isEmpty()) {
            var _ = timer.scheduleWithFixedDelay(this::stampWhenDue, 30, 60, TimeUnit.SECONDS);
        }
        return this;
    }

    public List<StampAuthority> authorities() {
        return authorities;
    }

    /** What is wrong now, in words, by the authority's name; none of them is asked more often for it. */
    public Map<String, String> trouble() {
        return new TreeMap<>(trouble);
    }

    void stampWhenDue() {
        try {
            stamps.unnoted().forEach(this::note);
            for (var authority : authorities) {
                stampWhenDue(authority);
            }
        } catch (RuntimeException e) {
            LOG.warn("no stamps now ({}); trying again", e.getClass().getSimpleName());
        }
    }

    private void stampWhenDue(StampAuthority authority) {
        var newest = checkpoints.newest(1).stream().findFirst();
        var last = stamps.last(authority.id());
        var now = clock.instant();
        if (newest.isEmpty() || now.isBefore(notBefore.getOrDefault(authority.id(), Instant.MIN)) || last.filter(
                row -> row.size() >= newest.get().note().checkpoint().size() || row.at().plus(EVERY).isAfter(now)).isPresent()) {
            return;
        }
        try {
            stamp(authority, newest.get(), now);
            notBefore.remove(authority.id());
        } catch (IOException e) {
            trouble.put(authority.name(), "It did not stamp: " + e.getMessage());
            LOG.warn("the authority {} did not stamp; it is asked again", authority.name());
            notBefore.put(authority.id(), now.plus(AGAIN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stamp(StampAuthority authority, Checkpoints.Signed signed, Instant now)
            throws IOException, InterruptedException {
        byte[] stamped = signed.note().bytes();
        byte[] request = request(stamped);
        byte[] response = answer(authority, request);
        var checked = StampCheck.of(new StampCheck.Given(response, request, stamped), List.of(authority.root()), now,
                authority.name());
        var stamp = checked.stamp();
        if (stamp == null || !checked.isGood()) {
            throw new IOException(checked.findings().getFirst().what());
        }
        var apart = Duration.between(stamp.at(), now).abs();
        if (apart.compareTo(CLOCKS_APART.plusMillis(stamp.accuracyMillis())) > 0) {
            LOG.error("clock-disagrees: the authority {} says a time that is {} from this machine's", authority.name(), apart);
            trouble.put(authority.name(), "clock-disagrees: its time is " + apart.toSeconds() + " seconds from this machine's");
        } else {
            trouble.remove(authority.name());
        }
        var row = new Stamps.Row(signed.note().checkpoint().size(), authority.id(), authority.name(), stamped, request, response,
                stamp.at(), stamp.serial(), stamp.policy(), false);
        stamps.keep(row);
        note(row);
    }

    private byte[] request(byte[] stamped) throws IOException {
        try {
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            return generator.generate(TSPAlgorithms.SHA512, MessageDigest.getInstance("SHA-512").digest(stamped),
                    new BigInteger(128, random)).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-512 is part of every Java", e);
        }
    }

    private byte[] answer(StampAuthority authority, byte[] request) throws IOException, InterruptedException {
        var asked = HttpRequest.newBuilder(authority.url()).timeout(PATIENCE)
                .header("Content-Type", "application/timestamp-query")
                .POST(BodyPublishers.ofByteArray(request)).build();
        var answer = http.send(asked, BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException("HTTP status " + answer.statusCode());
            }
            return body.readNBytes(LARGEST);
        }
    }

    private void note(Stamps.Row row) {
        try {
            var digest = new Commitment(MessageDigest.getInstance("SHA-256").digest(row.response()));
            archive.send(
                    new EvidenceCommand.NoteTimestamp(row.size(), row.authority(), digest,
                            row.at().truncatedTo(ChronoUnit.MILLIS)),
                    new Attribution("archive", "archive", UUID.randomUUID().toString(), null, zone.get().getId()));
            stamps.noted(row);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        http.shutdownNow();
    }
}
