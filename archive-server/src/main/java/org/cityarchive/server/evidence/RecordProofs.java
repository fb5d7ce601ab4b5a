package org.cityarchive.server.evidence;

import java.util.Locale;
import java.util.Objects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.ContentFields;
import org.cityarchive.core.capture.Field;
import org.cityarchive.core.evidence.LogProof;
import org.cityarchive.core.evidence.Openings;
import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.core.evidence.Verification;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.capture.RecordView;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.Checkpoints.Signed;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.store.ToldFacts;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealBroken;
import org.cityarchive.server.web.NoSuch;

/** Makes the proof of a record's version: what was recorded, when, and that the log holds it under a signed checkpoint (EVIDENCE.md §1.5, §2.4). */
public final class RecordProofs {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Records records;
    private final PostgresVault vault;
    private final ToldFacts facts;
    private final MerkleLog log;
    private final Checkpoints checkpoints;
    private final Stamps stamps;

    RecordProofs(Records records, PostgresVault vault, ToldFacts facts, MerkleLog log, Checkpoints checkpoints,
            Stamps stamps) {
        this.stamps = stamps;
        this.records = records;
        this.vault = vault;
        this.facts = facts;
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /**
     * A proof with what it proves.
     *
     * @param name of its files, without ending
     * @param fact position of the fact
     * @param bytes of the file that belongs to it
     * @param mediaType of these bytes
     */
    public record Proof(String name, long fact, byte[] disclosure, LogProof proof, Bytes bytes, String mediaType,
            Signed checkpoint) {
        /** The name of the file that belongs to it. */
        public String file() {
            return name + file(mediaType);
        }

        static String file(String mediaType) {
            return switch (mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
                case "application/json" -> "-raw.json";
                case "image/jpeg" -> ".jpg";
                case "image/png" -> ".png";
                default -> ".bin";
            };
        }
    }

    /**
     * The bytes of a file: a film is never in memory, but opened again each time that it is read.
     *
     * @param length how many
     */
    public record Bytes(long length, Opened opened) {
        /** Opens them. */
        @FunctionalInterface
        public interface Opened {
            /** @throws SealBroken now, or while they are read: they went, or were changed */
            InputStream open() throws IOException;
        }

        static Bytes of(byte[] bytes) {
            return new Bytes(bytes.length, () -> new ByteArrayInputStream(bytes));
        }
    }

    /** Checks a proof as a stranger would who trusts this log's keys. */
    public Verification check(Proof proof) {
        return Verification.of(proof.disclosure(), proof.proof().bytes(),
                new Verification.Trust(checkpoints.logKeys(), checkpoints.witnesses()), proof.name());
    }

    /** The checkpoint under which a version stands; empty until it is signed. */
    public Optional<Signed> signed(RecordView record, int part) {
        return checkpoints.covering(fact(record, part).position() - 1);
    }

    /**
     * The proof of a version, and of each medium that was sealed with it, all under one checkpoint. Where none covers it yet, one is
     * signed.
     *
     * @param part the version's number in the vault
     * @throws NoSuch the log has not come to it in time
     */
    public List<Proof> of(RecordView record, int part) throws IOException {
        var version = fact(record, part);
        var media = record.facts().stream().filter(fact -> fact.fact() instanceof CaptureEvent.MediaCaptured medium
                && medium.number() == part).toList();
        long last = media.stream().mapToLong(Recorded::position).reduce(version.position(), Math::max);
        if (!log.awaitLeaf(last, PATIENCE)) {
            throw new NoSuch("There is no proof yet: the log has not come to fact " + last + ".");
        }
        // one that an authority stamped says more, also where an older one covers it
        var checkpoint = stamped(last - 1).or(() -> checkpoints.cover(last - 1))
                .orElseThrow(() -> new NoSuch("There is no proof yet: no checkpoint covers fact " + last + "."));
        var opened = records.part(record.record(), part);
        var fields = ContentFields.committed(opened.fields(), opened.raw());
        var all = new ArrayList<Proof>();
        all.add(proof(ProofPackage.RECORD, version,
                new Sealed(opened.seed(), fields, "raw", Bytes.of(opened.raw()), opened.rawType()), checkpoint));
        for (var fact : media) {
            if (fact.fact() instanceof CaptureEvent.MediaCaptured medium) {
                all.add(proof("media-%02d".formatted(medium.index() + 1), fact, sealed(medium), checkpoint));
            }
        }
        return List.copyOf(all);
    }

    /**
     * The proof of one fact of a record, a version's or a medium's, under a given checkpoint.
     *
     * @param folder before the names of its files
     */
    Proof of(Recorded<CaptureEvent> fact, String folder, Signed checkpoint) throws IOException {
        if (fact.fact() instanceof CaptureEvent.MediaCaptured medium) {
            return proof(folder + "v%02d-media-%02d".formatted(medium.number(), medium.index() + 1), fact, sealed(medium),
                    checkpoint);
        }
        var version = Objects.requireNonNull(fact.fact().version());
        var opened = records.part(fact.fact().record(), version.number());
        return proof(folder + "v%02d".formatted(version.number()), fact, new Sealed(opened.seed(),
                ContentFields.committed(opened.fields(), opened.raw()), "raw", Bytes.of(opened.raw()), opened.rawType()),
                checkpoint);
    }

    private Optional<Signed> stamped(long index) {
        return stamps.covering(index).stream().findFirst()
                .map(stamp -> new Signed(SignedNote.of(stamp.stamped()), checkpoints.covering(stamp.size() - 1).map(Signed::at)
                        .orElse(stamp.at())));
    }

    /** The time-stamps of the checkpoint under which a proof stands. */
    public List<Stamps.Row> stamps(Proof proof) {
        var bytes = proof.proof().note().bytes();
        return stamps.covering(proof.proof().index()).stream().filter(stamp -> Arrays.equals(stamp.stamped(), bytes)).toList();
    }

    private Sealed sealed(CaptureEvent.MediaCaptured medium) throws IOException {
        var seeded = vault.seeded(medium.record(), medium.number(), medium.index());
        return new Sealed(seeded.seed(), new TreeMap<>(Map.of("media", seeded.bytes())), "media",
                new Bytes(seeded.bytes().length(), () -> vault.medium(medium.record(), medium.number(), medium.index())),
                medium.mediaType());
    }

    /** What is opened, and which of its fields is a file of its own. */
    private record Sealed(byte[] seed, SortedMap<String, Field> fields, String apart, Bytes bytes, String mediaType) {}

    private Proof proof(String name, Recorded<CaptureEvent> fact, Sealed sealed, Signed checkpoint) {
        var told = facts.told(fact.position());
        long index = told.entry().index();
        var file = name + Proof.file(sealed.mediaType());
        var disclosure = Openings.whole(told, sealed.seed(), sealed.fields(), Map.of(sealed.apart(), file));
        var inclusion = log.at(checkpoint.note().checkpoint().size(), tree -> tree.inclusion(index));
        return new Proof(name, fact.position(), disclosure, new LogProof(index, inclusion.path(), checkpoint.note()),
                sealed.bytes(),
                sealed.mediaType(), checkpoint);
    }

    private static Recorded<CaptureEvent> fact(RecordView record, int part) {
        return record.facts().stream().filter(fact -> {
            var version = fact.fact().version();
            return version != null && version.number() == part;
        }).findFirst().orElseThrow(() -> new NoSuch("No fact tells this version."));
    }
}
