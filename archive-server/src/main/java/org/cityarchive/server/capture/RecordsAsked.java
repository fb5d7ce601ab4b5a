package org.cityarchive.server.capture;

import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.RecordHistory.Wording;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;

/** Finds the record that a request names, at the time that it names. */
public final class RecordsAsked {
    private final Records records;
    private final Positions positions;
    private final CityTimes times;
    private final Readings readings;

    public RecordsAsked(Records records, Positions positions, CityTimes times, Readings readings) {
        this.records = records;
        this.positions = positions;
        this.times = times;
        this.readings = readings;
    }

    public AsOf asOf(Parameters given) {
        return AsOf.of(given, times.city(), positions);
    }

    /**
     * The record as it stood, to be read: where it is restricted, that is written down first.
     *
     * @throws NoSuch no record has this id, or none had it then
     */
    public RecordAt record(UUID id, AsOf asOf) {
        return read(found(id, asOf));
    }

    /** Writes down that the one who asks reads this record: whoever {@link #found} it says so before giving any of it away. */
    public RecordAt read(RecordAt record) {
        readings.note(List.of(record));
        return record;
    }

    /**
     * The record as it stood, not to be read yet: what is asked of it may not be there.
     *
     * @throws NoSuch no record has this id, or none had it then
     * @throws RecordGone it is destroyed
     */
    public RecordAt found(UUID id, AsOf asOf) {
        var record = new RecordId(id);
        var view = records.views(List.of(record), asOf.position()).get(record);
        if (view == null) {
            var life = records.lives(List.of(record), asOf.position()).get(record);
            if (life != null && life.isDestroyed()) {
                throw new RecordGone(record, life);
            }
            throw new NoSuch(asOf.archive() == null
                    ? "No record has this id."
                    : "The archive knew no record with this id at position " + asOf.archive() + ".");
        }
        return RecordAt.of(view, asOf.platform())
                .orElseThrow(() -> new NoSuch("This record was not there yet at the time asked for (asOf)."));
    }

    /**
     * The wording that the parameter {@code version} names, else the one that stood.
     *
     * @throws NoSuch there is no such wording
     */
    public static Wording wording(RecordAt record, Parameters given) {
        var number = given.number("version");
        var wordings = record.wordings();
        if (wordings.isEmpty()) {
            throw new NoSuch("No wording of this record was kept: it is known only by its state.");
        }
        if (number.isEmpty()) {
            return wordings.getLast();
        }
        long asked = number.get();
        if (asked < 1 || asked > wordings.size()) {
            throw new BadParameter("version",
                    "The parameter version takes a number from 1 to " + wordings.size() + ": so many versions this record has.");
        }
        return wordings.get((int) asked - 1);
    }
}
