package org.cityarchive.core.law;

import java.util.Map;

/** The law's no. A person reads the sentence; a program reads the name and the values. */
public interface Refusal {
    /** Stable name in kebab case, the last part of the problem type. */
    String name();

    /** What was not done, why, and what to do next. Holds no content of any record. */
    String sentence();

    /** The rule that refused. */
    Citation citation();

    /** The values a person needs, by name. */
    default Map<String, String> values() {
        return Map.of();
    }
}
