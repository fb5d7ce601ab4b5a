package org.cityarchive.ingest.json;

import java.util.List;
import java.util.Map;

/** A JSON value as it came; numbers keep their spelling. */
public sealed interface Json {

    /** Members in the order in which they came; no name twice. */
    record Members(Map<String, Json> all) implements Json {}

    /** An array. */
    record Values(List<Json> all) implements Json {}

    /** A string, with its escapes read. May hold lone surrogates. */
    record Text(String value) implements Json {}

    /** A number as spelled. */
    record Digits(String spelled) implements Json {}

    /** The three words of JSON. */
    enum Word implements Json {
        TRUE, FALSE, NULL
    }
}
