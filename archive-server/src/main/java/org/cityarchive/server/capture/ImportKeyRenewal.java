package org.cityarchive.server.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.UUID;

import org.cityarchive.server.capture.ImportKeyRows.Line;
import org.cityarchive.server.capture.ImportKeyRows.Renewal;
import org.cityarchive.server.capture.ImportKeyRows.Stored;
import org.cityarchive.server.capture.SpoolKey.SpoolBroken;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.JournalEntry;
import org.cityarchive.server.vault.JournalWriting;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.KeyId;

/**
 * Destroys, with a destruction, the keys that still open what is gone of imports (EVIDENCE.md §6.2, steps 3 to 5): uploads that ended, of
 * which nobody can say any more whether they held a destroyed record, and refused lines that went. An older backup holds them, and nothing
 * opens them. Refused lines that stay are sealed anew, keys of uploads that still wait are wrapped anew, and a journal tells it. Killed
 * anywhere, it goes on; one server at a time.
 */
public final class ImportKeyRenewal {
    /** Of an import, in SQL: its key opens something that is gone, and was not ended. */
    public static final String DUE = ImportKeyRows.UNSETTLED;
    /** Few: a line may have 8 MiB. */
    private static final int AT_ONCE = 16;

    private final ImportKeyRows rows;
    private final KeyProvider keys;
    private final DestructionJournals journals;

    ImportKeyRenewal(ImportKeyRows rows, KeyProvider keys, DestructionJournals journals) {
        this.rows = rows;
        this.keys = keys;
        this.journals = journals;
    }

    /**
     * Ends what is due; nothing where no destruction is under way. Whoever calls is alone.
     *
     * @param stillAlone throws where the caller is so no longer
     */
    public void run(Runnable stillAlone) {
        rows.open().forEach(renewal -> renew(renewal, stillAlone));
    }

    private void renew(Renewal renewal, Runnable stillAlone) {
        var old = renewal.old();
        var gone = keys.receipt(old);
        if (gone.isPresent()) { // killed after the key went, or a rotation took it
            rows.destroyed(gone.get());
            return;
        }
        var next = keys.renew(old);
        rows.next(old, next);
        for (var stored : rows.under(old)) {
            stillAlone.run();
            byte[] key = keys.unwrap(old, stored.wrapped());
            if (stored.unsettled()) {
                settle(old, stored.job(), new SpoolKey(stored.job(), key), next);
            } else {
                rows.wrapped(stored.job(), old, next, keys.wrap(next, key));
            }
        }
        stillAlone.run();
        rows.journal(old, tellOlderBackups(old, next));
        stillAlone.run();
        rows.destroyed(keys.destroy(old));
    }

    private void settle(KeyId old, UUID job, SpoolKey before, KeyId next) {
        var fresh = ImportKeys.fresh(job);
        rows.settle(job, old, next, keys.wrap(next, fresh.bytes()), _ -> {
            long after = 0;
            for (var page = rows.lines(job, after, AT_ONCE); !page.isEmpty(); page = rows.lines(job, after, AT_ONCE)) {
                var sealed = new ArrayList<Line>();
                for (var line : page) {
                    after = line.line();
                    if (line.sealed().length > 0) {
                        sealed.add(sealedAnew(line, before, fresh));
                    }
                }
                rows.sealed(job, sealed);
            }
        });
    }

    private static Line sealedAnew(Line line, SpoolKey before, SpoolKey fresh) {
        try {
            return new Line(line.line(), line.number(), fresh.sealLine(line.line(), before.openLine(line.line(), line.sealed())));
        } catch (SpoolBroken _) {
            return line; // it opened before as little
        }
    }

    private long tellOlderBackups(KeyId old, KeyId next) {
        try (var journal = journals.begin()) {
            var stored = rows.under(next);
            for (var one : stored) {
                tell(one, next, journal);
            }
            journal.add(new JournalEntry.Retired(old));
            long number = journal.finish().number();
            rows.told(stored.stream().filter(Stored::settled).map(Stored::job).toList());
            return number;
        } catch (IOException e) {
            throw new UncheckedIOException("the destruction journal cannot be written", e);
        }
    }

    private void tell(Stored stored, KeyId under, JournalWriting journal) throws IOException {
        journal.add(new JournalEntry.Upload(stored.job(), under, stored.wrapped(), stored.settled()));
        if (stored.settled() && !stored.told()) { // what an earlier journal told stands as it was
            long after = 0;
            for (var page = rows.lines(stored.job(), after, AT_ONCE); !page.isEmpty(); page = rows.lines(stored.job(), after,
                    AT_ONCE)) {
                for (var line : page) {
                    after = line.line();
                    journal.add(new JournalEntry.Line(stored.job(), line.line(), line.sealed()));
                }
            }
        }
    }
}
