package org.cityarchive.ingest.adapter;

/** A file of which nothing is taken: another format, a dangerous container, an account not named. */
public final class UnreadableException extends Exception {
    private final String type;

    /** A stable kebab-case name and a sentence without content. */
    public UnreadableException(String type, String sentence) {
        super(sentence, null, false, false);
        this.type = type;
    }

    /** Stable name in kebab case. */
    public String type() {
        return type;
    }

    /** What is wrong and what to do. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
