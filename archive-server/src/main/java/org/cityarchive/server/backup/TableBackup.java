package org.cityarchive.server.backup;

import java.util.function.LongConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.server.backup.DatabaseSnapshot.Form;
import org.cityarchive.server.backup.Manifest.Kept;
import org.cityarchive.server.backup.Manifest.Segment;
import org.cityarchive.server.backup.Manifest.Table;
import org.cityarchive.server.vault.SealedFile;
import org.jspecify.annotations.Nullable;

/**
 * Copies the tables of one moment. A table of which the set has rows already, all of them still there as they were, gives its new rows only;
 * every other one is copied whole. What a killed backup had copied is built upon in the same way.
 */
final class TableBackup {
    /** A table as small as this is copied whole: a file a day would be more than it saves. */
    private static final int SMALL = 2_000;
    private static final int MOST_SEGMENTS = 200;
    private static final int TELL = 2_000;

    private final BackupSet set;
    private final BackupSeal seal;
    private final DatabaseSnapshot snapshot;
    private final Optional<Manifest> earlier;
    private final Optional<Manifest> unfinished;
    private final Manifest head;

    TableBackup(BackupSet set, BackupSeal seal, DatabaseSnapshot snapshot, Optional<Manifest> earlier, Manifest head) {
        this.set = set;
        this.seal = seal;
        this.snapshot = snapshot;
        this.earlier = earlier;
        this.head = head;
        this.unfinished = set.unfinished().map(sealed -> sealed.checked(seal)).filter(m -> m.archive().equals(head.archive()));
    }

    /** What is to be done for a table. */
    private record Plan(Form form, long rows, long copied, @Nullable Table built) {}

    Manifest run(List<Kept> uploads, Progress progress) throws IOException {
        var name = snapshot.name();
        var plans = new ArrayList<Plan>();
        var forms = snapshot.tables();
        for (var form : forms) {
            progress.at("count " + form.name(), plans.size(), forms.size());
            plans.add(plan(form, name.isPresent()));
        }
        long total = plans.stream().mapToLong(Plan::copied).sum();
        long before = 0;
        var tables = new ArrayList<Table>();
        for (var plan : plans) {
            long offset = before;
            tables.add(copied(plan, name.orElse(""),
                    rows -> progress.at(plan.form().name(), Math.min(total, offset + rows), total)));
            before += plan.copied();
            if (plan.copied() > SMALL) {
                set.keepUnfinished(manifest(tables, uploads), seal);
            }
        }
        return manifest(tables, uploads);
    }

    private Manifest manifest(List<Table> tables, List<Kept> uploads) {
        return new Manifest(head.v(), head.backup(), head.archive(), head.keys(), head.at(), head.schema(), head.server(),
                head.position(), head.lastFact(), head.logSize(), head.checkpoint(), head.journals(), List.copyOf(tables),
                head.sequences(), uploads);
    }

    /** The farther of what a whole backup and a killed one have of the table, if every row of it still stands. */
    private Plan plan(Form form, boolean canTell) throws IOException {
        for (var base : List.of(unfinished, earlier)) {
            var table = base.filter(m -> canTell && m.server().equals(head.server())).flatMap(m -> m.table(form.name()))
                    .filter(t -> t.columns().equals(form.columns()) && !t.snapshot().isEmpty()).orElse(null);
            if (table != null && isThere(table)) {
                var counted = snapshot.count(form.name(), table.snapshot());
                boolean stands = counted.old() == table.rows();
                boolean same = stands && counted.rows() == table.rows();
                if (same || (stands && counted.rows() > SMALL && table.segments().size() < MOST_SEGMENTS)) {
                    return new Plan(form, counted.rows(), counted.rows() - counted.old(), table);
                }
            }
        }
        long rows = snapshot.count(form.name(), null).rows();
        return new Plan(form, rows, rows, null);
    }

    /** Whether its files lie there with their sizes: one that was taken away is not built upon. */
    private boolean isThere(Table table) throws IOException {
        for (var segment : table.segments()) {
            var file = set.file(segment.kept().file());
            if (!Files.isRegularFile(file) || Files.size(file) != segment.kept().size()) {
                return false;
            }
        }
        return true;
    }

    private Table copied(Plan plan, String name, LongConsumer progress) throws IOException {
        var segments = new ArrayList<Segment>();
        String since = null;
        if (plan.built() != null) {
            segments.addAll(plan.built().segments());
            since = plan.built().snapshot();
        }
        progress.accept(0);
        if (plan.copied() > 0) {
            var segment = segment(plan.form(), since, progress);
            if (segment.rows() != plan.copied()) {
                throw new IllegalStateException(
                        plan.form().name() + ": " + plan.copied() + " rows were counted, " + segment.rows()
                                + " copied in the same moment");
            }
            segments.add(segment);
        }
        return new Table(plan.form().name(), plan.form().columns(), plan.rows(), name, segments);
    }

    private Segment segment(Form form, @Nullable String since, LongConsumer progress) throws IOException {
        var id = UUID.randomUUID();
        var name = set.name(form.name(), id);
        long rows;
        try (var file = SealedFile.write(set.file(name), seal.key(id))) {
            rows = snapshot.copy(form, since, file, row -> {
                if (row % TELL == 0) {
                    progress.accept(row);
                }
            });
            file.finish();
        }
        return new Segment(id, rows, set.kept(name));
    }
}
