package org.cityarchive.server.capture;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;

/** What is asked for was destroyed: of it is shown what remains, and nothing else. */
public final class RecordGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RecordId record;
    private final transient RecordLife life;

    RecordGone(RecordId record, RecordLife life) {
        super("record " + record + " is destroyed", null, false, false);
        this.record = record;
        this.life = life;
    }

    RecordId record() {
        return record;
    }

    RecordLife life() {
        return life;
    }
}
