package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.wiring.ArchiveProcess;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Through the whole program: what the archive tells hangs on the set of what was seen, not on how it came in. */
class SameSetImportTest {
    private static final int LINES = 1_500;
    private static final long SEED = 11;

    private static Path home = Path.of("");
    private static ArchiveProcess archive;
    private static Map<String, String> plain = Map.of();

    @BeforeAll
    static void importOnce() {
        home = TestHome.laid();
        archive = ArchiveProcess.start(home, ArchiveProcess.freePort(), Map.of());
        plain = imported("plain", ObservedLines.of(SEED, LINES, "plain"));
        assertThat(plain).hasSizeGreaterThan(LINES / 4);
    }

    @AfterAll
    static void stop() {
        archive.close();
        TestDatabase.delete(home);
    }

    @Test
    void aShuffledFileEndsInTheSameArchive() {
        assertThat(imported("shuffled", shuffled("shuffled", 1))).isEqualTo(plain);
    }

    @Test
    void aFileSplitInTwoEndsInTheSameArchiveTheLaterHalfFirst() {
        var lines = ObservedLines.of(SEED, LINES, "split");
        assertThat(imported("split", lines.subList(LINES / 2, LINES), lines.subList(0, LINES / 2))).isEqualTo(plain);
    }

    @Test
    void twoImportsOfTheSameLinesAtOnceEndInTheSameArchive() {
        var one = archive.upload(ObservedLines.file(shuffled("both", 2)));
        var other = archive.upload(ObservedLines.file(shuffled("both", 3)));
        long records = archive.done(one).path("newRecords").asLong() + archive.done(other).path("newRecords").asLong();
        assertThat(records).isEqualTo(plain.size());
        assertThat(new ShownRecords(archive, "both").all()).isEqualTo(plain);
    }

    @SafeVarargs
    private static Map<String, String> imported(String account, List<String>... files) {
        for (var file : files) {
            assertThat(archive.done(archive.upload(ObservedLines.file(file))).path("state").asString()).isEqualTo("done");
        }
        return new ShownRecords(archive, account).all();
    }

    private static List<String> shuffled(String account, long order) {
        var lines = new ArrayList<>(ObservedLines.of(SEED, LINES, account));
        Collections.shuffle(lines, new Random(order));
        return lines;
    }
}
