package org.cityarchive.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.system.Measured.Audited;
import org.cityarchive.server.system.Measured.Disk;
import org.cityarchive.server.system.Measured.Gaps;
import org.cityarchive.server.system.Measured.Imports;
import org.cityarchive.server.system.Measured.Log;
import org.cityarchive.server.system.Measured.Reader;
import org.cityarchive.server.system.Measured.Stored;
import org.cityarchive.server.system.SystemPart.Level;
import org.cityarchive.server.web.PageFrame.Rebuilding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Measures become the sentences that they mean. */
class SystemLookTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Disk ROOM = new Disk("home", 80L << 30, 100L << 30, true);
    private static final Log SIGNED = new Log(40, 38, NOON.minusSeconds(30), null);
    private static final UUID AUDIT = new UUID(1, 2);
    private static final Gaps NO_GAPS = new Gaps(Map.of(), null);
    private static final Imports QUIET = new Imports(Map.of("done", 2L), Map.of());

    @Test
    void whatIsWellNeedsNobody() {
        var parts = SystemLook.of(measured(stored(null, reader(0, Duration.ZERO, null), SIGNED, QUIET), ROOM));
        assertThat(parts).noneMatch(SystemPart::needsSomebody).allMatch(part -> part.act() == null);
        assertThat(sentence(parts, "Database")).isEqualTo("The database takes facts in: 40 of them, 2.0 MiB.");
        assertThat(sentence(parts, "Proof")).isEqualTo("The log of all facts was signed 30 s ago; 2 facts came since.");
    }

    @Test
    void searchIsSoManySecondsBehind() {
        var little = SystemLook.of(measured(stored(null, reader(3, Duration.ofSeconds(4), null), SIGNED, QUIET), ROOM));
        assertThat(sentence(little, "Search")).isEqualTo("Search is 4 s behind: 3 facts are not read yet.");
        assertThat(level(little, "Search")).isEqualTo(Level.GOOD);
        var more = SystemLook.of(measured(stored(null, reader(606, Duration.ofSeconds(14), null), SIGNED, QUIET), ROOM));
        assertThat(sentence(more, "Search")).isEqualTo("Search is 14 s behind: 606 facts are not read yet.");
        assertThat(level(more, "Search")).isEqualTo(Level.WATCH);
    }

    @Test
    void whatStoppedIsNamedWithItsFact() {
        var parts = SystemLook.of(measured(stored(null, reader(9, Duration.ofHours(1), 32L), SIGNED, QUIET), ROOM));
        assertThat(level(parts, "Search")).isEqualTo(Level.BROKEN);
        assertThat(sentence(parts, "Search")).contains("stopped at fact 32");
    }

    @Test
    void aDatabaseThatSaysNothingOrTakesNothingIsBroken() {
        var silent = SystemLook.of(measured(null, ROOM));
        assertThat(sentence(silent, "Database")).isEqualTo("The database gives no answer.");
        assertThat(silent).noneMatch(part -> part.name().equals("Search"));
        var full = SystemLook.of(measured(stored("53100", reader(0, Duration.ZERO, null), SIGNED, QUIET), ROOM));
        assertThat(level(full, "Database")).isEqualTo(Level.BROKEN);
        assertThat(sentence(full, "Database")).contains("53100");
    }

    @Test
    void aLogThatRefusesAndOneThatIsNotSignedAreTwoThings() {
        var refused = SystemLook.of(measured(stored(null, reader(0, Duration.ZERO, null),
                new Log(40, 38, NOON, "the log has 40 leaves, and 90 were signed and published"), QUIET), ROOM));
        assertThat(level(refused, "Proof")).isEqualTo(Level.BROKEN);
        var old = SystemLook.of(measured(stored(null, reader(0, Duration.ZERO, null),
                new Log(40, 38, NOON.minus(Duration.ofDays(2)), null), QUIET), ROOM));
        assertThat(level(old, "Proof")).isEqualTo(Level.WATCH);
    }

    @Test
    void theLastAuditSaysWhatItFoundAndWhenItIsOld() {
        assertThat(
                sentence(SystemLook.of(measured(audited(new Audited(AUDIT, 90, 0, Map.of(), NOON.minusSeconds(5 * 3600))), ROOM)),
                        "Audit"))
                .isEqualTo("The last audit ended 5 h 0 m ago: all agrees, 90 things compared.");
        var differs = SystemLook.of(measured(audited(new Audited(AUDIT, 90, 2, Map.of(), NOON.minusSeconds(60))), ROOM));
        assertThat(level(differs, "Audit")).isEqualTo(Level.BROKEN);
        assertThat(part(differs, "Audit").href()).isEqualTo("/evidence/audits/" + AUDIT);
        assertThat(sentence(differs, "Audit")).contains("2 things that do not agree");
        var old = SystemLook.of(measured(audited(new Audited(AUDIT, 90, 0, Map.of(), NOON.minus(Duration.ofDays(3)))), ROOM));
        assertThat(level(old, "Audit")).isEqualTo(Level.WATCH);
        assertThat(level(SystemLook.of(measured(audited(null), ROOM)), "Audit")).isEqualTo(Level.GOOD);
    }

    private static Stored audited(@Nullable Audited last) {
        return new Stored(null, 40, 0, List.of(reader(0, Duration.ZERO, null)), null, SIGNED, QUIET, NO_GAPS, last);
    }

    @Test
    void disksAndKeysAndImports() {
        var measured = new Measured(NOON, stored(null, reader(0, Duration.ZERO, null), SIGNED,
                new Imports(Map.of("failed", 1L, "running", 2L), Map.of())), true, 0, "The key folder cannot be read.",
                List.of(new Disk("home", 3L << 20, 100L << 30, false), new Disk("index", 4L << 30, 100L << 30, true)), 0,
                List.of());
        var parts = SystemLook.of(measured);
        assertThat(level(parts, "Keys")).isEqualTo(Level.BROKEN);
        assertThat(level(parts, "Disk of the home")).isEqualTo(Level.BROKEN);
        assertThat(level(parts, "Disk of the search index")).isEqualTo(Level.WATCH);
        assertThat(sentence(parts, "Imports")).isEqualTo("1 import failed. 2 files are being read.");
    }

    @Test
    void anIndexThatIsReadInAnewSaysHowFar() {
        var stored = new Stored(null, 40, 0, List.of(), new Rebuilding(10, 40, false), SIGNED, QUIET, NO_GAPS, null);
        assertThat(sentence(SystemLook.of(measured(stored, ROOM)), "Search")).contains("10 of 40").contains("misses records");
    }

    private static Measured measured(@Nullable Stored stored, Disk disk) {
        return new Measured(NOON, stored, true, 0, null, List.of(disk), 0, List.of());
    }

    private static Stored stored(@Nullable String refuses, Reader reader, Log log, Imports imports) {
        return new Stored(refuses, 40, 2 << 20, List.of(reader), null, log, imports, NO_GAPS,
                new Audited(AUDIT, 90, 0, Map.of(), NOON.minusSeconds(5 * 3600)));
    }

    private static Reader reader(long lag, Duration behind, @Nullable Long stopped) {
        return new Reader(RecordsIndexed.NAME, 40 - lag, lag, behind, stopped);
    }

    private static String sentence(List<SystemPart> parts, String name) {
        return part(parts, name).sentence();
    }

    private static Level level(List<SystemPart> parts, String name) {
        return part(parts, name).level();
    }

    private static SystemPart part(List<SystemPart> parts, String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }
}
