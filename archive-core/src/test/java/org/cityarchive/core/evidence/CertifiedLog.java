package org.cityarchive.core.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

import org.cityarchive.core.evidence.LogKey.Kind;
import org.cityarchive.core.evidence.Verification.Trust;
import org.cityarchive.core.law.CanonicalJson;

/** A small log in which Ruth proposed three posts, Ellen approved, one was held, two were destroyed, and their key too. */
final class CertifiedLog {
    static final String RUTH = new UUID(1, 1).toString();
    static final String ELLEN = new UUID(1, 2).toString();
    static final String FIRST = new UUID(2, 1).toString();
    static final String SECOND = new UUID(2, 2).toString();
    static final String HELD = new UUID(2, 3).toString();
    static final String BATCH = new UUID(3, 3).toString();
    private static final String ORIGIN = "archive.example.gov/log";
    private static final Instant AT = Instant.parse("2026-11-20T16:33:20.000Z");
    private static final KeyPair PAIR = pair();

    final List<Map<String, Object>> facts = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();

    CertifiedLog() {
        captured(FIRST);
        captured(SECOND);
        captured(HELD);
        fact("disposition.DispositionProposed", RUTH, "clerk",
                Map.of("disposition", BATCH, "records", List.of(FIRST, SECOND, HELD), "proposedBy", RUTH));
        fact("disposition.DispositionApproved", ELLEN, "manager", Map.of("disposition", BATCH, "approvedBy", ELLEN,
                "executeFrom", "2026-11-20"));
        destroyed(FIRST);
        destroyed(SECOND);
        fact("disposition.RecordExcepted", RUTH, "clerk", Map.of("disposition", BATCH, "record", HELD, "because", "held"));
        fact("disposition.SeriesApplied", RUTH, "clerk",
                Map.of("disposition", BATCH, "records", List.of(FIRST, SECOND), "series", List.of("S1-CORR-ROUTINE")));
        fact("disposition.DispositionCompleted", RUTH, "clerk", Map.of("disposition", BATCH, "destroyed", 2L, "excepted", 1L));
        fact("disposition.WrappingKeyDestroyed", "archive", "archive", Map.of("disposition", BATCH, "key", "k-7", "provider",
                "file", "at", AT.toString(), "receipt", "overwritten, unlinked"));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Trust trust() {
        var key = LogKey.of(ORIGIN, Kind.ED25519, PAIR.getPublic());
        return new Trust(List.of(key), List.of());
    }

    private void captured(String record) {
        fact("capture.PostCaptured", "import:observed", "adapter", Map.of("record", record, "version",
                Map.of("number", 1L, "content", root(record))));
    }

    private void destroyed(String record) {
        fact("capture.RecordDestroyed", RUTH, "clerk", Map.of("disposition", BATCH, "record", record, "dated", "2020-05-10", "on",
                "2026-11-20"));
    }

    static String root(String record) {
        return new NodeHash(NodeHash.sha256().digest(record.getBytes(StandardCharsets.UTF_8))).base64();
    }

    /** Written behind what is there: a person takes the record off the list. */
    void excepted(String record) {
        fact("disposition.RecordExcepted", RUTH, "clerk",
                Map.of("disposition", BATCH, "record", record, "because", "by-a-person"));
    }

    /** And the state archives were given it, in a package. */
    void handedOver(String record) {
        fact("disposition.RecordTransferred", RUTH, "clerk",
                Map.of("disposition", BATCH, "record", record, "to", "STATE_ARCHIVES", "bag", "b-1"));
    }

    /** And puts it back. */
    void putBack(String record) {
        fact("disposition.MarkWithdrawn", RUTH, "clerk", Map.of("disposition", BATCH, "record", record, "withdrawnBy", RUTH));
    }

    /** The one who approved adds to the list. */
    void proposedByTheApprover() {
        fact("disposition.DispositionProposed", ELLEN, "clerk",
                Map.of("disposition", BATCH, "records", List.of(SECOND), "proposedBy", ELLEN));
    }

    /** Another approval, behind the destructions, from a later day on. */
    void approvedAfterwards() {
        fact("disposition.DispositionApproved", ELLEN, "manager",
                Map.of("disposition", BATCH, "approvedBy", ELLEN, "executeFrom", "2026-11-21"));
    }

    private void fact(String name, String actor, String role, Map<String, Object> payload) {
        int index = entries.size();
        var metadata = Map.of("actor", actor, "role", role);
        var nonce = NodeHash.sha256().digest(new byte[]{(byte) index});
        var entry = new LogEntry(index, new UUID(9, index), name, 1, AT, LogEntry.sum(nonce, metadata, payload));
        entries.add(entry.bytes());
        facts.add(Map.of("index", index, "fact", Map.of("at", entry.time(), "fact", name, "id", entry.id().toString(), "rev", 1,
                "payload", payload, "metadata", metadata, "nonce", Base64.getEncoder().encodeToString(nonce))));
    }

    /** The certificate as it should be. */
    Map<String, Object> certificate() {
        var one = new TreeMap<String, Object>();
        one.putAll(Map.of("v", 2L, "certificate", "2026-03-C1", "number", 1L, "state", "final", "disposition", BATCH, "count", 2L,
                "parts", 4L, "media", 2L, "bytes", 600L));
        one.put("records", new ArrayList<>(List.of(record(FIRST, 0, 5), record(SECOND, 1, 6))));
        one.put("keptBack", List.of(Map.of("record", HELD, "because", "held", "leaf", 7L)));
        one.put("steps", List.of(step("proposed", RUTH, "clerk", 3), step("approved", ELLEN, "manager", 4),
                step("carried out", RUTH, "clerk", 5)));
        one.put("executeFrom", "2026-11-20");
        one.put("outstanding", List.of());
        one.put("series", List.of(Map.of("codes", List.of("S1-CORR-ROUTINE"), "count", 2L)));
        one.put("keys", List.of(new TreeMap<>(Map.of("key", "k-7", "provider", "file", "at", AT.toString(), "receipt",
                "overwritten, unlinked"))));
        one.put("log", Map.of("origin", ORIGIN, "before", state(5), "after", state(11)));
        return one;
    }

    private static Map<String, Object> record(String record, long captured, long leaf) {
        return new TreeMap<>(Map.of("record", record, "leaf", leaf, "dated", "2020-05-10", "on", "2026-11-20", "at",
                AT.toString(),
                "captured", List.of(captured), "commitments", List.of(root(record)), "parts", 2L, "media", 1L, "bytes", 300L));
    }

    private static Map<String, Object> step(String what, String person, String role, long leaf) {
        return new TreeMap<>(Map.of("what", what, "person", person, "role", role, "at", AT.toString(), "leaf", leaf));
    }

    private Map<String, Object> state(int size) {
        return Map.of("size", (long) size, "root", LogVectors.tree(entries, size).root().base64());
    }

    /** Writes into the log that this certificate was issued. */
    void issue(byte[] certificate) {
        fact("disposition.CertificateIssued", "archive", "archive", Map.of("disposition", BATCH, "number", 1L, "conclusive", true,
                "digest", new NodeHash(NodeHash.sha256().digest(certificate)).base64()));
    }

    /** The file of facts; changed by whoever tampers. */
    byte[] leaves(Consumer<List<Map<String, Object>>> changed) {
        int size = entries.size();
        var tree = LogVectors.tree(entries, size);
        var leaves = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < size; i++) {
            var leaf = new TreeMap<String, Object>(facts.get(i));
            leaf.put("path", tree.inclusion(i).path().stream().map(NodeHash::base64).toList());
            leaves.add(leaf);
        }
        changed.accept(leaves);
        var earlier = List.of(5, 11).stream().map(then -> Map.of("size", then, "root",
                LogVectors.tree(entries, then).root().base64(), "path",
                tree.consistency(then).path().stream().map(NodeHash::base64).toList())).toList();
        return CanonicalJson.write(Map.of("v", 1, "leaves", leaves, "earlier", earlier));
    }

    /** The log's signed state. */
    byte[] checkpoint() {
        var checkpoint = new Checkpoint(ORIGIN, entries.size(), LogVectors.tree(entries, entries.size()).root());
        var key = LogKey.of(ORIGIN, Kind.ED25519, PAIR.getPublic());
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(PAIR.getPrivate());
            signature.update(key.message(checkpoint, 0));
            return new SignedNote(checkpoint.text(), List.of(key.line(signature.sign(), 0))).bytes();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
