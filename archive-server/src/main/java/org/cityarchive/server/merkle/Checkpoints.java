package org.cityarchive.server.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.evidence.Checkpoint;
import org.cityarchive.core.evidence.EvidenceCommand;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.core.evidence.SignedNote.Verdict;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.server.merkle.CheckpointRows.Row;
import org.cityarchive.server.vault.KeyProvider;

/**
 * Signs the log, so that it cannot fork (EVIDENCE.md §2.5): first the intention is durable, then what was published before is proven to be
 * its beginning, then it is signed, kept, anchored outside the database, and noted among the facts. Killed anywhere, it goes on from the
 * row; an intended size and root is never replaced by another.
 */
public final class Checkpoints {
    /** How long a fact waits for a signature. */
    static final Duration DUE = Duration.ofSeconds(60);
    /** How many facts wait at most. */
    static final long MANY = 8_192;
    private static final Duration DAILY = Duration.ofDays(1);

    private final CheckpointRows rows;
    private final MerkleLog log;
    private final KeyProvider keys;
    private final LogSigner signer;
    private final String origin;
    private final Archive archive;
    private final Supplier<ZoneId> zone;
    private final Clock clock;
    private final List<LogKey> witnesses;

    Checkpoints(CheckpointRows rows, MerkleLog log, KeyProvider keys, Archive archive, Naming naming, Clock clock) {
        this.rows = rows;
        this.log = log;
        this.keys = keys;
        this.origin = rows.origin(naming.origin());
        this.signer = new LogSigner(origin, keys.secret(KeyProvider.Secret.LOG_ED25519),
                keys.secret(KeyProvider.Secret.LOG_ML_DSA_44));
        this.archive = archive;
        this.zone = naming.zone();
        this.witnesses = naming.witnesses();
        this.clock = clock;
    }

    /**
     * What the log is called and who else signs it.
     *
     * @param origin wanted for a log that has none yet; {@code {name}} stands for one of its own
     * @param zone the city's, for the facts that are noted
     * @param witnesses whose signatures are taken
     */
    record Naming(String origin, Supplier<ZoneId> zone, List<LogKey> witnesses) {}

    /** The database does not continue what was published: it is an old copy, or somebody's other one. Nothing is signed over it. */
    public static final class LogBehindAnchor extends RuntimeException {
        LogBehindAnchor(String message) {
            super(message);
        }
    }

    /** The keys by which signatures of this log are checked. */
    public List<LogKey> logKeys() {
        return signer.keys();
    }

    /** The keys of the log of this name, without the log. */
    public static List<LogKey> keysOf(String origin, KeyProvider keys) {
        return new LogSigner(origin, keys.secret(KeyProvider.Secret.LOG_ED25519), keys.secret(KeyProvider.Secret.LOG_ML_DSA_44))
                .keys();
    }

    /** Whose signatures are taken besides. */
    public List<LogKey> witnesses() {
        return witnesses;
    }

    public String origin() {
        return origin;
    }

    /** The newest signed one. */
    public Optional<SignedNote> newest() {
        return rows.newest().map(Row::note);
    }

    /** Signed ones, newest first. */
    public List<Signed> newest(int most) {
        return rows.newest(most).stream().flatMap(row -> signed(row).stream()).toList();
    }

    public long count() {
        return rows.count();
    }

    /** A signed checkpoint. */
    public record Signed(SignedNote note, Instant at) {}

    /** The oldest one that covers a leaf. */
    public Optional<Signed> covering(long index) {
        return rows.covering(index).flatMap(Checkpoints::signed);
    }

    private static Optional<Signed> signed(Row row) {
        var note = row.note();
        var at = row.signedAt();
        return note == null || at == null ? Optional.empty() : Optional.of(new Signed(note, at));
    }

    /**
     * Signs if a fact has waited long enough, or many wait, or a day has passed.
     *
     * @throws LogBehindAnchor the database is not the one that was signed before
     */
    public synchronized void signWhenDue() {
        rows.unfinished().forEach(this::finish);
        long size = log.size();
        var last = rows.newest();
        long covered = last.map(Row::size).orElse(0L);
        refuseAnotherHistory(size); // not only before a signature: who watches the archive is to know at once
        if (size == covered) {
            return;
        }
        var now = clock.instant();
        // a time far ahead is that of a clock that was wrong: it is no reason to wait for it to come
        boolean waited = rows.oldestUncovered(covered).filter(at -> Duration.between(at, now).abs().compareTo(DUE) >= 0)
                .isPresent();
        boolean daily = last.map(Row::signedAt).filter(at -> Duration.between(at, now).abs().compareTo(DAILY) > 0).isPresent();
        if (waited || daily || (size - covered >= MANY && rows.oldestUncovered(covered).isPresent())) {
            sign(size);
        }
    }

    /**
     * A checkpoint that covers a leaf: signed now when there is none yet.
     *
     * @throws LogBehindAnchor the database is not the one that was signed before
     */
    public synchronized Optional<Signed> cover(long index) {
        var there = covering(index);
        if (there.isPresent() || log.size() <= index) {
            return there;
        }
        sign(log.size());
        return covering(index);
    }

    private void sign(long size) {
        refuseAnotherHistory(size);
        rows.intend(size, log.at(size, MerkleTree::root));
        rows.of(size).ifPresent(this::finish);
    }

    private void finish(Row intended) {
        var note = intended.note();
        if (note == null) {
            refuseAnotherHistory(intended.size());
            var checkpoint = new Checkpoint(origin, intended.size(), intended.root());
            if (!log.at(intended.size(), MerkleTree::root).equals(intended.root())) {
                throw new LogBehindAnchor("the log has other leaves below " + intended.size() + " than those it meant to sign");
            }
            note = signer.sign(checkpoint, clock.instant().getEpochSecond());
            rows.signed(intended.size(), note, clock.instant());
        }
        if (anchored().filter(anchor -> anchor.size() >= intended.size()).isEmpty()) {
            keys.anchor(new String(note.bytes(), UTF_8));
        }
        if (!intended.noted()) {
            send(new EvidenceCommand.NoteCheckpoint(intended.size(), new Commitment(intended.root().bytes())));
            rows.noted(intended.size());
        }
    }

    private Optional<Checkpoint> anchored() {
        return keys.anchor().map(note -> SignedNote.of(note.getBytes(UTF_8)).checkpoint());
    }

    /** The anchor lies outside the database: a database brought back from before it, or another one, does not continue it. */
    private void refuseAnotherHistory(long size) {
        var anchor = anchored().orElse(null);
        if (anchor == null) {
            return;
        }
        if (!anchor.origin().equals(origin)) {
            throw new LogBehindAnchor("the keys belong to the log " + anchor.origin() + ", the database to " + origin);
        }
        long leaves = log.size();
        if (leaves < anchor.size()) {
            throw new LogBehindAnchor("the log has " + leaves + " leaves, and " + anchor.size() + " were signed and published");
        }
        if (size < anchor.size()) {
            return; // an older intention, killed before its signature, below one that came through: its root is compared by itself
        }
        var proof = log.at(size, tree -> tree.consistency(Math.max(1, anchor.size())));
        if (!proof.proves(anchor.root(), log.at(size, MerkleTree::root))) {
            throw new LogBehindAnchor("the log does not continue the one of " + anchor.size() + " leaves that was published");
        }
    }

    /**
     * Takes a witness's signature under a checkpoint that is ours.
     *
     * @param cosigned the checkpoint with the signature
     * @return how many signatures were new
     * @throws IllegalArgumentException another checkpoint than ours, no known witness, or a signature that is wrong
     */
    public synchronized int witnessed(SignedNote cosigned) {
        long size = cosigned.checkpoint().size();
        var own = rows.of(size)
                .orElseThrow(() -> new IllegalArgumentException("No checkpoint of " + size + " leaves was signed here."));
        var note = own.note();
        if (note == null || !note.text().equals(cosigned.text())) {
            throw new IllegalArgumentException("The checkpoint of " + size + " leaves is another one here.");
        }
        int taken = 0;
        for (var witness : witnesses) {
            if (cosigned.verdictOf(witness) == Verdict.WRONG) {
                throw new IllegalArgumentException("The signature of " + witness.name() + " is wrong.");
            }
            if (cosigned.verdictOf(witness) == Verdict.SIGNED && note.verdictOf(witness) != Verdict.SIGNED) {
                note = note.with(cosigned.lines().stream().filter(line -> SignedNote.isOf(line, List.of(witness))).toList());
                rows.signed(size, note, clock.instant());
                send(new EvidenceCommand.NoteWitness(size, Integer.toUnsignedLong(ByteBuffer.wrap(witness.id()).getInt())));
                taken++;
            }
        }
        if (taken == 0 && witnesses.stream().noneMatch(witness -> cosigned.verdictOf(witness) == Verdict.SIGNED)) {
            throw new IllegalArgumentException("No witness that is known here signed it.");
        }
        return taken;
    }

    private void send(EvidenceCommand command) {
        archive.send(command, new Attribution("archive", "archive", UUID.randomUUID().toString(), null, zone.get().getId()));
    }
}
