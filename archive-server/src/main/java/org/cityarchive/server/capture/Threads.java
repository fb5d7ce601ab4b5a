package org.cityarchive.server.capture;

/** Outlines the conversations in which records stand. */
public final class Threads {
    private final Records records;
    private final MessageAnswers messages;

    Threads(Records records, MessageAnswers messages) {
        this.records = records;
        this.messages = messages;
    }

    /** The conversation as it was known, and as it stood on the platform, at the time asked for. */
    ThreadOutline outline(RecordAt asked, AsOf asOf) {
        return ThreadOutline.of(records, messages, asked, asOf);
    }
}
