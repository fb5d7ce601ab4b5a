package org.cityarchive.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.law.Failure;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestructionJournalsTest {
    private static final UUID RECORD = new UUID(1, 2);

    @TempDir
    Path home = Path.of("");

    @Test
    void whatWasToldIsReadInItsOrderFromAnyNumberOn() throws Exception {
        var journals = DestructionJournals.of(home, keys());
        var first = List.<JournalEntry>of(new JournalEntry.Destroyed(RECORD, 2),
                new JournalEntry.Retired(new KeyId("unclassified+2026-11+a#1")));
        write(journals, first);
        write(journals, List.of(new JournalEntry.Destroyed(new UUID(3, 4), 1)));
        assertThat(journals.head().number()).isEqualTo(2);
        assertThat(read(journals, 0)).hasSize(3).startsWith(first.toArray(JournalEntry[]::new));
        assertThat(read(journals, 1)).containsExactly(new JournalEntry.Destroyed(new UUID(3, 4), 1));
        assertThat(read(journals, 2)).isEmpty();
    }

    @Test
    void everyEntryComesBackAsItWas() throws Exception {
        var journals = DestructionJournals.of(home, keys());
        byte[] wrapped = MasterKey.random(40);
        byte[] line = MasterKey.random(9);
        write(journals,
                List.of(new JournalEntry.Line(RECORD, 8, line),
                        new JournalEntry.Batch(7, "unclassified/2026-11/a", Instant.parse("2026-11-21T10:00:00Z"),
                                new KeyId("k#2"), wrapped),
                        new JournalEntry.Survivor(new RecordKeyRow(RECORD, 1, 7, wrapped)),
                        new JournalEntry.Upload(RECORD, new KeyId("k#2"), wrapped, true)));
        assertThat(read(journals, 0)).usingRecursiveComparison().isEqualTo(List.of(
                new JournalEntry.Line(RECORD, 8, line),
                new JournalEntry.Batch(7, "unclassified/2026-11/a", Instant.parse("2026-11-21T10:00:00Z"), new KeyId("k#2"),
                        wrapped),
                new JournalEntry.Survivor(new RecordKeyRow(RECORD, 1, 7, wrapped)),
                new JournalEntry.Upload(RECORD, new KeyId("k#2"), wrapped, true)));
    }

    @Test
    void theLongestRefusedLineComesBack() throws Exception {
        var journals = DestructionJournals.of(home, keys());
        byte[] line = MasterKey.random(Reading.LONGEST_ENTRY + 16);
        write(journals, List.of(new JournalEntry.Line(RECORD, 8, line)));
        assertThat(read(journals, 0)).singleElement()
                .matches(entry -> entry instanceof JournalEntry.Line found && Arrays.equals(found.sealed(), line));
    }

    @Test
    void aJournalThatIsMissingChangedOrAnothersIsRefused() throws Exception {
        var keys = keys();
        var journals = DestructionJournals.of(home, keys);
        write(journals, List.of(new JournalEntry.Destroyed(RECORD, 1)));
        write(journals, List.of(new JournalEntry.Destroyed(RECORD, 2)));
        var first = home.resolve("keys/journals/000001.journal");
        var last = home.resolve("keys/journals/000002.journal");
        byte[] whole = Files.readAllBytes(first);
        for (int i = 0; i < whole.length; i += 7) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(first, changed);
            assertThatThrownBy(journals::head).as("byte " + i).isInstanceOf(KeyTrouble.class)
                    .hasMessageContaining("000001.journal");
        }
        Files.write(first, whole);
        byte[] second = Files.readAllBytes(last);
        Files.delete(last);
        assertThatThrownBy(journals::head).isInstanceOf(KeyTrouble.class).hasMessageContaining("2 of 2 is missing");
        Files.write(last, second);
        assertThat(journals.head().number()).isEqualTo(2);
        var other = FileKeys.create(home.resolve("other"), null, Clock.systemUTC());
        assertThatThrownBy(() -> new DestructionJournals(home.resolve("keys/journals"), other).head())
                .isInstanceOf(KeyTrouble.class);
    }

    @Test
    void oneThatWasNotFinishedIsNone() throws Exception {
        var journals = DestructionJournals.of(home, keys());
        try (var begun = journals.begin()) {
            begun.add(new JournalEntry.Destroyed(RECORD, 1));
        }
        assertThat(journals.head().number()).isZero();
        write(journals, List.of(new JournalEntry.Destroyed(RECORD, 3)));
        assertThat(read(journals, 0)).containsExactly(new JournalEntry.Destroyed(RECORD, 3));
    }

    @Test
    void whoIsTurnedAwayInOneProcessTakesTheLockFromNobody() throws Exception {
        var journals = DestructionJournals.of(home, keys());
        try (var first = journals.begin()) {
            assertThatThrownBy(journals::begin).isInstanceOf(Failure.StoreBusy.class);
            assertThat(LockingProcess.gets(home.resolve("keys/journals/writing.lock"))).as("another process writes beside it")
                    .isFalse();
            first.add(new JournalEntry.Destroyed(RECORD, 1));
            first.finish();
        }
        write(journals, List.of(new JournalEntry.Destroyed(RECORD, 2)));
        assertThat(journals.head().number()).isEqualTo(2);
    }

    @Test
    void aCopyOfTheKeysOpensUnderItsOwnPassphraseAndFollowsDestructions() throws Exception {
        var keys = keys();
        var bucket = Bucket.unclassified(Clock.systemUTC().instant(), "a");
        var old = keys.create(bucket);
        var safe = home.resolve("safe");
        QuickPassphrase.lay(safe, keys, "correct horse battery".toCharArray());
        keys.copyTo(safe, "correct horse battery".toCharArray(), Optional.empty());
        assertThat(FileKeys.open(safe, "correct horse battery".toCharArray(), Clock.systemUTC()).secret(Secret.BACKUP))
                .isEqualTo(keys.secret(Secret.BACKUP));
        var next = keys.renew(old);
        assertThat(keys.renew(old)).as("a renewal that was killed goes on").isEqualTo(next);
        assertThat(keys.create(bucket)).isEqualTo(next);
        keys.destroy(old);
        keys.copyTo(safe, "correct horse battery".toCharArray(), Optional.empty());
        assertThat(Files.exists(safe.resolve(old + ".bucket"))).isFalse();
        assertThat(Files.exists(safe.resolve(next + ".bucket"))).isTrue();
        assertThatThrownBy(() -> keys.copyTo(safe, "another password".toCharArray(), Optional.empty()))
                .isInstanceOf(KeyTrouble.class).hasMessageContaining(keys.archive().toString());
        var other = FileKeys.create(home.resolve("other"), null, Clock.systemUTC());
        assertThatThrownBy(() -> other.copyTo(safe, "correct horse battery".toCharArray(), Optional.empty()))
                .isInstanceOf(KeyTrouble.class).hasMessageContaining("Take another folder");
    }

    private FileKeys keys() {
        return FileKeys.create(home.resolve("keys"), null, Clock.systemUTC());
    }

    private static void write(DestructionJournals journals, List<JournalEntry> entries) throws Exception {
        try (var journal = journals.begin()) {
            for (var entry : entries) {
                journal.add(entry);
            }
            journal.finish();
        }
    }

    private static List<JournalEntry> read(DestructionJournals journals, long after) {
        var entries = new ArrayList<JournalEntry>();
        journals.after(after, entries::add);
        return entries;
    }
}
