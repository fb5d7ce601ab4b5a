package org.cityarchive.server.retention;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.SqlTrouble;

/** How do these records stand? Computed when it is asked, from facts and marks: pages of a few records, and the reasons of a list's lines. */
public final class Standings {
    private final DataSource source;
    private final MarkedRecords marked;
    private final SettledFacts settled;
    private final SettledFacts marksSettled;
    private final Supplier<LocalDate> today;
    private final Supplier<ZoneId> city;

    public Standings(DataSource source, FactReader facts, HoldScopes holds, RuleQueries rules, Supplier<LocalDate> today,
            Supplier<ZoneId> city) {
        this.source = source;
        this.marked = new MarkedRecords(facts, holds, rules);
        this.settled = new SettledFacts(facts);
        this.marksSettled = new SettledFacts(facts);
        this.today = today;
        this.city = city;
    }

    /** The records, in the order given; those never captured are left out. A few statements for up to some hundred. */
    public Map<RecordId, Standing> of(Collection<RecordId> records) {
        try (var connection = source.getConnection()) {
            long position = Marks.position(connection);
            long changed = settled.now().changedAt();
            var standings = new LinkedHashMap<RecordId, Standing>();
            marked.of(connection, records, marksSettled.at(position), today.get(), city.get())
                    .forEach((record, seen) -> standings.put(record, new Standing(record,
                            position >= changed && position >= seen.record().capturedAt(), seen.destroyed(),
                            seen.record().date(city.get()), seen.classification(), seen.obstacles())));
            return standings;
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** One record; empty: it was never captured. */
    public Optional<Standing> of(RecordId record) {
        return Optional.ofNullable(of(List.of(record)).get(record));
    }

    /** The position up to which marks are computed: what was captured, held or settled later is not yet checked. */
    public long checkedUpTo() {
        try (var connection = source.getConnection()) {
            return Marks.position(connection);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }
}
