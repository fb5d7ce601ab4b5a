package org.cityarchive.server.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.cityarchive.core.evidence.Checkpoint;
import org.cityarchive.core.evidence.LogEntry;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.evidence.LogKey.Kind;
import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.core.evidence.SignedNote.Verdict;
import org.cityarchive.core.evidence.Tile;
import org.cityarchive.server.merkle.Checkpoints.LogBehindAnchor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fact is a leaf; what is signed is never signed otherwise. */
class MerkleLogTest {
    @TempDir
    Path folder;

    @Test
    void everyFactIsALeafInItsOrderAndTheTreeIsThatOfItsLeaves() throws Exception {
        try (var store = new SignedLog(folder.resolve("keys"))) {
            store.facts(3);
            assertThat(store.log.at(3, MerkleTree::root)).isEqualTo(root(store.log.entries(0, 3)));
            store.facts(290);
            assertThat(store.log.size()).isEqualTo(293);
            var entries = store.log.entries(0, 293);
            assertThat(entries).extracting(LogEntry::index).containsExactly(numbers(293));
            assertThat(store.log.at(293, MerkleTree::root)).isEqualTo(root(entries));
            assertThat(store.log.at(100, MerkleTree::root)).isEqualTo(root(entries.subList(0, 100)));
            var proof = store.log.at(293, tree -> tree.inclusion(17));
            assertThat(proof.proves(entries.get(17).leaf(), root(entries))).isTrue();
            assertThat(store.log.tile(new Tile(0, 1, 37))).hasSize(37 * 32).isEqualTo(leaves(entries.subList(256, 293)));
            assertThat(store.log.tile(new Tile(1, 0, 1))).hasSize(32);
            assertThatThrownBy(() -> store.log.tile(new Tile(0, 1, 38))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Long[] numbers(int count) {
        return LongStream.range(0, count).boxed().toArray(Long[]::new);
    }

    private static byte[] leaves(List<LogEntry> entries) {
        var bytes = new ByteArrayOutputStream();
        entries.forEach(entry -> bytes.writeBytes(entry.leaf().bytes()));
        return bytes.toByteArray();
    }

    /** The definition (RFC 6962 §2.1). */
    private static NodeHash root(List<LogEntry> entries) {
        if (entries.size() == 1) {
            return entries.getFirst().leaf();
        }
        int split = Integer.highestOneBit(entries.size() - 1);
        return NodeHash.over(root(entries.subList(0, split)), root(entries.subList(split, entries.size())));
    }

    @Test
    void aFactIsSignedAfterAMinuteAndWhatIsNotedOfItIsNoReasonToSignAgain() throws Exception {
        try (var store = new SignedLog(folder.resolve("keys"))) {
            var checkpoints = store.checkpoints();
            store.facts(5);
            checkpoints.signWhenDue();
            assertThat(checkpoints.newest()).isEmpty();
            store.later(Duration.ofSeconds(61));
            checkpoints.signWhenDue();
            var note = checkpoints.newest().orElseThrow();
            assertThat(note.checkpoint()).isEqualTo(
                    new Checkpoint(checkpoints.origin(), 5, store.log.at(5, MerkleTree::root)));
            assertThat(checkpoints.logKeys()).hasSize(2)
                    .allSatisfy(key -> assertThat(note.verdict(List.of(key))).isEqualTo(Verdict.SIGNED));
            assertThat(store.keys.anchor()).contains(new String(note.bytes(), UTF_8));
            assertThat(store.log.awaitLeaf(6, Duration.ofSeconds(20))).isTrue();
            assertThat(store.log.entries(5, 6)).extracting(LogEntry::fact).containsExactly("evidence.CheckpointSigned");
            store.later(Duration.ofMinutes(10));
            checkpoints.signWhenDue();
            assertThat(checkpoints.count()).isEqualTo(1);
            store.later(Duration.ofDays(2));
            checkpoints.signWhenDue();
            assertThat(checkpoints.newest().orElseThrow().checkpoint().size()).isEqualTo(6);
        }
    }

    @Test
    void aClockThatWentBackDelaysNoSignature() throws Exception {
        try (var store = new SignedLog(folder.resolve("keys"))) {
            var checkpoints = store.checkpoints();
            store.facts(1);
            store.later(Duration.ofHours(-1));
            checkpoints.signWhenDue();
            assertThat(checkpoints.newest()).isPresent();
        }
    }

    @Test
    void aSignatureThatWasMeantIsMadeAfterAKillAndNoOther() throws Exception {
        try (var store = new SignedLog(folder.resolve("keys"))) {
            store.facts(5);
            var root = store.log.at(4, MerkleTree::root);
            store.rows.intend(4, root); // killed here
            store.rows.intend(4, store.log.at(5, MerkleTree::root));
            var checkpoints = store.checkpoints();
            checkpoints.signWhenDue();
            assertThat(checkpoints.newest().orElseThrow().checkpoint()).isEqualTo(new Checkpoint(checkpoints.origin(), 4, root));
        }
    }

    @Test
    void aFactPutInPastTheProgramStopsTheLogByItsName() throws Exception {
        try (var store = new SignedLog(folder.resolve("keys"))) {
            store.facts(2);
            try (var c = store.database.superuser(); var s = c.createStatement()) {
                s.execute(
                        "insert into event select 3, gen_random_uuid(), type, revision, at, payload, metadata, nonce from event where position = 2");
                s.execute(
                        "insert into event_commit select 99, 3, 3, at, gen_random_uuid(), mac from event_commit where last_position = 2");
                s.execute("notify archive_event");
            }
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> store.log.stopped() != null);
            assertThat(store.log.stopped()).contains("commit 99").contains("has not its seal");
            assertThat(store.log.size()).isEqualTo(2);
        }
    }

    @Test
    void nothingIsSignedOverAnOldCopyOrAnotherDatabase() throws Exception {
        try (var store = new SignedLog(folder.resolve("keys"))) {
            var checkpoints = store.checkpoints();
            store.facts(5);
            checkpoints.cover(4);
            var published = store.keys.anchor().orElseThrow();
            try (var other = new SignedLog(folder.resolve("keys"))) {
                other.facts(9);
                assertThatThrownBy(() -> other.checkpoints().cover(8)).isInstanceOf(LogBehindAnchor.class)
                        .hasMessageContaining("does not continue");
                try (var c = other.database.superuser(); var s = c.createStatement()) {
                    s.execute("update evidence_log set origin = 'another.test/log'");
                }
                assertThatThrownBy(() -> other.checkpoints().cover(8)).isInstanceOf(LogBehindAnchor.class)
                        .hasMessageContaining("keys belong to the log " + checkpoints.origin());
            }
            store.keys.anchor(published.replace("\n5\n", "\n500\n"));
            assertThatThrownBy(() -> checkpoints.cover(5)).isInstanceOf(LogBehindAnchor.class)
                    .hasMessageContaining("500 were signed");
        }
    }

    @Test
    void tilesAndCheckpointsOnlyGrow() throws Exception {
        try (var store = new SignedLog(folder.resolve("keys"))) {
            store.facts(3);
            store.checkpoints().cover(2);
            try (var c = store.database.owner(); var s = c.createStatement()) {
                for (var change : List.of("update evidence_tile set hashes = substring(hashes from 1 for 32)",
                        "update evidence_tile set idx = 7", "delete from evidence_tile", "truncate evidence_tile",
                        "update evidence_checkpoint set root = 'x'", "update evidence_checkpoint set note = null",
                        "delete from evidence_checkpoint")) {
                    assertThatThrownBy(() -> s.execute(change)).as(change).isInstanceOf(SQLException.class);
                }
            }
        }
    }

    @Test
    void aWitnesssSignatureIsTakenWhenItIsGoodAndOnce() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var witness = LogKey.of("county.test/w1", Kind.COSIGNATURE, pair.getPublic());
        var stranger = LogKey.of("stranger.test", Kind.COSIGNATURE,
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        try (var store = new SignedLog(folder.resolve("keys"))) {
            var checkpoints = store.checkpoints(witness);
            store.facts(4);
            var note = checkpoints.cover(3).orElseThrow().note();
            var cosigned = note.with(List.of(signed(witness, pair, note.checkpoint())));
            assertThat(checkpoints.witnessed(cosigned)).isEqualTo(1);
            assertThat(checkpoints.witnessed(cosigned)).isZero();
            assertThat(checkpoints.newest().orElseThrow().verdictOf(witness)).isEqualTo(Verdict.SIGNED);
            assertThatThrownBy(() -> checkpoints.witnessed(note.with(List.of(stranger.line(new byte[64], 1)))))
                    .hasMessageContaining("No witness that is known");
            assertThatThrownBy(() -> checkpoints.witnessed(note.with(List.of(witness.line(new byte[64], 1)))))
                    .hasMessageContaining("is wrong");
            var other = new Checkpoint(checkpoints.origin(), 4, NodeHash.EMPTY);
            assertThatThrownBy(() -> checkpoints.witnessed(new SignedNote(other.text(), List.of(signed(witness, pair, other)))))
                    .hasMessageContaining("is another one here");
        }
    }

    private static SignedNote.Line signed(LogKey key, KeyPair pair, Checkpoint checkpoint) throws Exception {
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(key.message(checkpoint, 1_800_000_000));
        return key.line(signature.sign(), 1_800_000_000);
    }
}
