package org.cityarchive.core.disposition;

import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * What decides on a list.
 *
 * @param newest when what its parts had to know of was told last; null: the command carries none
 */
record Weighed(Judged judged, @Nullable Newest newest) {
    Weighed with(Recorded<?> fact) {
        return new Weighed(judged.with(fact), newest == null ? null : newest.with(fact));
    }
}
