package org.cityarchive.server.capture;

import java.util.Locale;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;
import org.cityarchive.server.security.Grants;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which imports need a person: those with refused lines that nobody looked at, and those that stand still. */
final class ImportLooks implements Watch {
    private static final int MOST = 1_000;
    private static final int NAMED = 2;

    private final JdbcClient sql;
    private final ImportJobs imports;
    private final Clock clock;

    ImportLooks(DataSource database, ImportJobs imports, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.imports = imports;
        this.clock = clock;
    }

    /** Which imports a list shows. */
    enum Shown {
        /** Every one. */
        ALL,
        /** With refused lines that nobody looked at. */
        REFUSED,
        /** Paused or failed. */
        STANDING
    }

    /** The imports of a list, the newest first. */
    List<ImportView> of(Shown shown) {
        return switch (shown) {
            case ALL -> imports.list(Long.MAX_VALUE, MOST);
            case REFUSED -> views("refused > 0 and looked_at is null and state not in ('queued', 'running')");
            case STANDING -> views("state in ('failed', 'paused')");
        };
    }

    private List<ImportView> views(String where) {
        return sql.sql("select import from capture_import where " + where + " order by number desc limit " + MOST)
                .query((row, _) -> row.getObject("import", UUID.class)).list().stream().flatMap(id -> imports.view(id).stream())
                .toList();
    }

    /** Whether a person looked at the refused lines of an import. */
    boolean isLooked(UUID id) {
        return sql.sql("select looked_at is not null from capture_import where import = ?").param(id).query(Boolean.class)
                .optional().orElse(false);
    }

    /** A person looked at them; false when somebody had already. */
    boolean look(UUID id, Actor by) {
        return sql.sql("update capture_import set looked_at = ?, looked_by = ? where import = ? and looked_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), by.id(), id).update() > 0;
    }

    @Override
    public String what() {
        return "imports";
    }

    @Override
    public List<NeedsYou> look(Actor actor) {
        var needs = new ArrayList<NeedsYou>();
        boolean may = Grants.IMPORTERS.contains(actor.role());
        var standing = of(Shown.STANDING);
        if (!standing.isEmpty()) {
            needs.add(new NeedsYou(Alarm.CLOCK, standing.size(), "pause-circle",
                    standing.size() == 1 ? "Import stands still" : "Imports stand still",
                    named(standing) + Optional.ofNullable(standing.getFirst().reason()).map(why -> ": " + why).orElse(""), null,
                    standing.size() == 1 ? "See import" : "See imports", "/capture/imports?state=standing").ifTheirs(may));
        }
        var refused = of(Shown.REFUSED);
        if (!refused.isEmpty()) {
            long lines = refused.stream().mapToLong(one -> one.counts().refused()).sum();
            needs.add(new NeedsYou(Alarm.WORK, refused.size(), "box-arrow-in-down",
                    refused.size() == 1 ? "Import with refused lines" : "Imports with refused lines",
                    String.format(Locale.US, "%s: %,d %s kept aside, each with its reason.", named(refused), lines,
                            lines == 1 ? "line is" : "lines are"),
                    null, refused.size() == 1 ? "See import" : "See imports", "/capture/imports?state=refused").ifTheirs(may));
        }
        return needs;
    }

    private static String named(List<ImportView> some) {
        int shown = Math.min(NAMED, some.size());
        var names = some.subList(0, shown).stream().map(ImportView::file).collect(Collectors.joining(", "));
        return some.size() > shown ? names + " and " + (some.size() - shown) + " more" : names;
    }
}
