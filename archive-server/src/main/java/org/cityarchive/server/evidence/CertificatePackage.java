package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipOutputStream;

import org.cityarchive.core.evidence.CertificateCheck;
import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.evidence.Openings.Told;
import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.store.ToldFacts;
import org.cityarchive.server.web.NoSuch;

/**
 * A certificate of destruction as a file that needs nobody's server to be checked: the certificate, every fact on which it rests with its
 * way to the root, and the signed checkpoint. Equal certificates under one checkpoint give equal bytes.
 */
public final class CertificatePackage {
    /** What always lies in one, in the order in which it is written. */
    static final List<String> FILES = List.of(ProofPackage.README, CertificateCheck.CERTIFICATE, ProofPackage.CHECKPOINT,
            CertificateCheck.LEAVES, ProofPackage.KEYS);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ToldFacts facts;
    private final MerkleLog log;
    private final Checkpoints checkpoints;
    private final Stamps stamps;

    CertificatePackage(ToldFacts facts, MerkleLog log, Checkpoints checkpoints, Stamps stamps) {
        this.facts = facts;
        this.log = log;
        this.checkpoints = checkpoints;
        this.stamps = stamps;
    }

    /** A state of the log: how many facts it covered, and its root. */
    public record State(String origin, long size, NodeHash root) {}

    /** The log as it was before a position. */
    public State before(long position) {
        return new State(checkpoints.origin(), position - 1, log.at(position - 1, MerkleTree::root));
    }

    /** The first signed state of the log that covers a position, signed now where there is none; empty: the log is behind. */
    public Optional<State> signed(long position) {
        return note(position).map(SignedNote::checkpoint)
                .map(checkpoint -> new State(checkpoint.origin(), checkpoint.size(), checkpoint.root()));
    }

    /** What outside authorities say of the time of a position, in a sentence. */
    public String stamped(long position) {
        var by = stamps.covering(position - 1);
        return by.isEmpty()
                ? "No outside authority has stamped the time of this state of the log yet; its own signature stands alone."
                : "Stamped by " + String.join(", ", by.stream().map(stamp -> stamp.name() + " at " + stamp.at()).toList()) + ".";
    }

    private Optional<SignedNote> note(long position) {
        if (!log.awaitLeaf(position, PATIENCE)) {
            return Optional.empty();
        }
        // one that an authority stamped says more, also where an older one covers it
        return stamps.covering(position - 1).stream().findFirst().map(stamp -> SignedNote.of(stamp.stamped()))
                .or(() -> checkpoints.cover(position - 1).map(Checkpoints.Signed::note));
    }

    /**
     * Writes the package.
     *
     * @param certificate its bytes
     * @param positions of every fact on which it rests, its own among them, rising
     * @param sizes of the log that it names
     * @throws NoSuch no checkpoint covers it yet
     */
    public void write(OutputStream to, byte[] certificate, List<Long> positions, Collection<Long> sizes) throws IOException {
        var note = note(positions.getLast()).orElseThrow(() -> new NoSuch("There is no proof yet: the log has not come to it."));
        try (var zip = new ZipOutputStream(to, UTF_8)) {
            ProofPackage.put(zip, ProofPackage.README, readme());
            ProofPackage.put(zip, CertificateCheck.CERTIFICATE, certificate);
            ProofPackage.put(zip, ProofPackage.CHECKPOINT, note.bytes());
            ProofPackage.put(zip, CertificateCheck.LEAVES, leaves(positions, sizes, note.checkpoint().size()));
            ProofPackage.put(zip, ProofPackage.KEYS, ProofPackage.keys(checkpoints.logKeys()));
            for (var stamp : stamps.covering(positions.getLast() - 1)) {
                if (Arrays.equals(stamp.stamped(), note.bytes())) {
                    for (var file : new TreeMap<>(StampFiles.of(stamp)).entrySet()) {
                        ProofPackage.put(zip, file.getKey(), file.getValue());
                    }
                }
            }
        }
    }

    private byte[] leaves(List<Long> positions, Collection<Long> sizes, long size) {
        return log.at(size, tree -> {
            var leaves = new ArrayList<Map<String, ?>>();
            for (long position : positions) {
                leaves.add(Map.of("index", position - 1, "fact", shown(facts.told(position)), "path",
                        path(tree.inclusion(position - 1).path())));
            }
            var earlier = sizes.stream().distinct().sorted().map(one -> Map.of("size", one, "root",
                    tree.at(one).root().base64(), "path", path(tree.consistency(one).path()))).toList();
            return CanonicalJson.write(Map.of("v", 1, "leaves", leaves, "earlier", earlier));
        });
    }

    private static List<String> path(List<NodeHash> hashes) {
        return hashes.stream().map(NodeHash::base64).toList();
    }

    private static Map<String, ?> shown(Told fact) {
        var entry = fact.entry();
        return Map.of("at", entry.time(), "fact", entry.fact(), "id", entry.id().toString(), "rev", entry.revision(), "payload",
                fact.payload(), "metadata", fact.metadata(), "nonce", Base64.getEncoder().encodeToString(fact.nonce()));
    }

    /** The README's bytes, which whoever checks a package makes again. */
    static byte[] readme() {
        return """
                This package proves a certificate of destruction of a city's social-media archive.

                certificate.json  what was destroyed, by whose decision, and how that is known (RFC 8785)
                leaves.json       every fact on which it rests, each with its way to the root of the city's log
                checkpoint        the log's signed state that covers all of them
                log-vkeys.txt     the log's public keys. Compare them with those that the city prints elsewhere: keys that come
                                  with a proof prove nothing by themselves
                timestamps/       when others saw it, where they were asked: openssl ts -verify -data checkpoint -in FILE.tsr -CAfile ROOT

                Check it without the archive's server and without a network:

                    archive verify THIS-FILE --vkey KEYS-FROM-ELSEWHERE

                What it proves: who proposed and who approved, that each record named was on their list and was destroyed or kept
                back, what was captured of it (as commitments that nobody can open any more), and what the key store said of the
                keys. What it does not prove: that nobody kept a copy, that a disk physically holds no bytes any more, or that no
                later certificate took its place.
                """
                .getBytes(UTF_8);
    }
}
