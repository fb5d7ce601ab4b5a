package org.cityarchive.server.retention;

import java.util.List;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.retention.RetentionCommand.ClassifyRecord;
import org.cityarchive.core.retention.SeriesCode;

/** Makes a clerk's exception of one record, or ends one: prepared from the vault's words, as each decision about a single record is. */
final class Classifying {
    private final Preparing preparing;
    private final RetentionWords words;
    private final RetentionActs acts;

    Classifying(Preparing preparing, RetentionWords words, RetentionActs acts) {
        this.preparing = preparing;
        this.words = words;
        this.acts = acts;
    }

    /** @param series none: the exception ends, and the rules count again */
    void except(RecordId record, List<SeriesCode> series, String reason, Actor by) {
        var said = words.keep(Map.of("reason", reason));
        acts.send(acting -> new ClassifyRecord(
                preparing.prepare(List.of(record), acting.today()).candidates().getFirst().evaluated(), series, said,
                acts.zone(), acting), by);
    }
}
