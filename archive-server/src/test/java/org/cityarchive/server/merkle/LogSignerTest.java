package org.cityarchive.server.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.cityarchive.core.evidence.Checkpoint;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.evidence.SignedNote.Verdict;
import org.cityarchive.core.law.SharedData;
import org.cityarchive.core.law.Vector;
import org.junit.jupiter.api.Test;

/** The log's keys are made of their seeds as published. */
class LogSignerTest {
    @Test
    void thePublishedSeedsMakeThePublishedKeys() throws IOException {
        var keys = Vector.read(SharedData.folder("evidence-vectors").resolve("log.json")).object("keys");
        var signer = new LogSigner(keys.text("origin"), keys.hex("log_ed25519_seed_hex"), keys.hex("log_mldsa44_seed_hex"));
        assertThat(signer.keys().stream().map(LogKey::text)).containsExactly(keys.text("log_vkey"),
                keys.text("log_mldsa44_vkey"));
        var note = signer.sign(new Checkpoint(keys.text("origin"), 0, NodeHash.EMPTY), 1_800_000_000);
        assertThat(note.lines()).hasSize(2);
        signer.keys().forEach(key -> assertThat(note.verdict(List.of(key))).isEqualTo(Verdict.SIGNED));
    }
}
