package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Through a whole server: what the archive tells hangs on the set of what was seen, not on how it came in. */
class SameSetImportTest {
    private static final int LINES = 1_500;
    private static final long SEED = 11;

    private static RunningArchive archive;
    private static ArchiveOverHttp clerk;
    private static Map<String, String> plain = Map.of();

    @BeforeAll
    static void importOnce() {
        archive = RunningArchive.start();
        clerk = archive.as(Role.CLERK);
        plain = imported("plain", ObservedLines.of(SEED, LINES, "plain"));
        assertThat(plain).hasSizeGreaterThan(LINES / 4);
    }

    @AfterAll
    static void stop() {
        archive.close();
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
        var one = clerk.upload(ObservedLines.file(shuffled("both", 2)));
        var other = clerk.upload(ObservedLines.file(shuffled("both", 3)));
        long records = clerk.over(one).path("newRecords").asLong() + clerk.over(other).path("newRecords").asLong();
        assertThat(records).isEqualTo(plain.size());
        archive.awaitProjections();
        assertThat(new ShownRecords(clerk, "both").all()).isEqualTo(plain);
    }

    @SafeVarargs
    private static Map<String, String> imported(String account, List<String>... files) {
        for (var file : files) {
            assertThat(clerk.over(clerk.upload(ObservedLines.file(file))).path("state").asString()).isEqualTo("done");
            archive.awaitProjections();
        }
        return new ShownRecords(clerk, account).all();
    }

    private static List<String> shuffled(String account, long order) {
        var lines = new ArrayList<>(ObservedLines.of(SEED, LINES, account));
        Collections.shuffle(lines, new Random(order));
        return lines;
    }
}
