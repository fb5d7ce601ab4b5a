package org.cityarchive.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.io.IOException;
import java.util.List;

import org.cityarchive.core.evidence.SignedNote.Verdict;
import org.cityarchive.core.law.Vector;
import org.junit.jupiter.api.Test;

/** Checkpoints and their signatures, against the published notes. */
class SignedNoteTest {
    private final LogVectors vectors = new LogVectors();

    @Test
    void thePublishedCheckpointsAreSignedByLogAndWitness() throws IOException {
        var keys = keys();
        var log = LogKey.ofText(keys.text("log_vkey"));
        var second = LogKey.ofText(keys.text("log_mldsa44_vkey"));
        var witness = LogKey.ofText(keys.text("witness_vkey"));
        assertThat(List.of(log.text(), second.text(), witness.text()))
                .containsExactly(keys.text("log_vkey"), keys.text("log_mldsa44_vkey"), keys.text("witness_vkey"));
        for (long size : List.of(257L, 300L)) {
            var note = SignedNote.of(vectors.bytes("checkpoint-" + size + ".txt"));
            assertThat(note.bytes()).isEqualTo(vectors.bytes("checkpoint-" + size + ".txt"));
            assertThat(note.checkpoint().size()).isEqualTo(size);
            assertThat(note.checkpoint().root()).isEqualTo(LogVectors.tree(vectors.entries(), (int) size).root());
            assertThat(note.verdict(List.of(log))).isEqualTo(Verdict.SIGNED);
            assertThat(note.verdictOf(witness)).isEqualTo(note.lines().size() > 1 ? Verdict.SIGNED : Verdict.NOT_SIGNED);
            var both = SignedNote.of(vectors.bytes("checkpoint-" + size + "-mldsa.txt"));
            assertThat(both.verdict(List.of(second))).isEqualTo(Verdict.SIGNED);
            assertThat(both.verdict(List.of(log, second))).isEqualTo(Verdict.SIGNED);
        }
    }

    @Test
    void whatTheSecondKeySignsIsThePublishedMessage() throws IOException {
        var keys = keys();
        var note = SignedNote.of(vectors.bytes("checkpoint-300.txt"));
        long seconds = ByteBuffer.wrap(keys.hex("mldsa44_message_at_300_hex")).getLong(12 + 1 + 23);
        assertThat(LogKey.ofText(keys.text("log_mldsa44_vkey")).message(note.checkpoint(), seconds))
                .isEqualTo(keys.hex("mldsa44_message_at_300_hex"));
    }

    @Test
    void anyBitChangedInWhatIsSignedIsSeen() throws IOException {
        var log = LogKey.ofText(keys().text("log_vkey"));
        var bytes = vectors.bytes("checkpoint-300.txt");
        int end = new String(bytes, UTF_8).indexOf("\u2014", new String(bytes, UTF_8).indexOf("\n\n") + 3);
        int signed = new String(bytes, UTF_8).substring(0, end).getBytes(UTF_8).length;
        for (int bit = 0; bit < signed * 8; bit += 3) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verdict(changed, log)).as("bit " + bit).isNotEqualTo(Verdict.SIGNED);
        }
    }

    private static Verdict verdict(byte[] note, LogKey key) {
        try {
            return SignedNote.of(note).verdict(List.of(key));
        } catch (IllegalArgumentException _) {
            return Verdict.WRONG;
        }
    }

    @Test
    void theExamplesOfTheSpecificationAreRead() throws IOException {
        var examples = vectors.file("c2sp-examples.json");
        var foo = examples.object("signed_note");
        var note = SignedNote.of(foo.text("note").getBytes(UTF_8));
        assertThat(SignedNote.isOf(note.lines().getFirst(), List.of(LogKey.ofText(foo.text("vkey"))))).isTrue();
        assertThat(SignedNote.of(examples.text("signed_note_without_key").getBytes(UTF_8)).lines()).hasSize(1);
        var cosigned = SignedNote.of(examples.text("checkpoint_with_cosignature_without_keys").getBytes(UTF_8));
        assertThat(cosigned.checkpoint().size()).isEqualTo(20_852_163);
        assertThat(cosigned.verdict(List.of())).isEqualTo(Verdict.NOT_SIGNED);
    }

    @Test
    void whatIsNoNoteIsRefused() {
        for (var wrong : List.of("", "a\n", "a\n\n", "a\n\n\u2014 x\n", "a\n\n\u2014 x AAAA\n", "a\n\n\u2014 x AAAAAAA=\nb\n",
                "a\u0007\n\n\u2014 x AAAAAAA=\n",
                "a\n\n\u2014 x AAAAAAB=\n")) {
            assertThatThrownBy(() -> SignedNote.of(wrong.getBytes(UTF_8))).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(SignedNote.of("a\n\n\u2014 x AAAAAAA=\n".getBytes(UTF_8)).text()).isEqualTo("a\n");
        for (var wrong : List.of("o\n1\n", "o\n01\nAA==\n", "o p\n1\n" + NodeHash.EMPTY + "\n", "o\n-1\n" + NodeHash.EMPTY + "\n",
                "o\n1\n" + NodeHash.EMPTY + "\next\n", "o\n99999999999999999\n" + NodeHash.EMPTY + "\n")) {
            assertThatThrownBy(() -> Checkpoint.of(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void thePublishedProofIsReadAndProves() throws IOException {
        var bytes = vectors.bytes("record-2.tlog-proof");
        var proof = LogProof.of(bytes);
        assertThat(proof.bytes()).isEqualTo(bytes);
        assertThat(proof.proves(NodeHash.ofLeaf(vectors.entries().get(2)))).isTrue();
        assertThat(proof.proves(NodeHash.ofLeaf(vectors.entries().get(3)))).isFalse();
        var made = LogVectors.tree(vectors.entries(), 300).inclusion(2);
        assertThat(new LogProof(2, made.path(), SignedNote.of(vectors.bytes("checkpoint-300.txt"))).bytes()).isEqualTo(bytes);
    }

    private Vector keys() throws IOException {
        return vectors.file("log.json").object("keys");
    }
}
