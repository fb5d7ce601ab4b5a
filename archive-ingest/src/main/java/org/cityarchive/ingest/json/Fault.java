package org.cityarchive.ingest.json;

/**
 * Why an entry was refused. Holds no content of it.
 *
 * @param type stable name in kebab case
 * @param place where in the entry: {@code $.media[2].url}, {@code column 88} or {@code whole line}
 * @param reason a sentence for a person
 */
public record Fault(String type, String place, String reason) {
    /** The place of a fault that is nowhere in particular. */
    public static final String WHOLE = "whole line";
}
