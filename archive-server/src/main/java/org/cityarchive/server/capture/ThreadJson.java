package org.cityarchive.server.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A place in a conversation as the API gives it: a record, or something that was never captured.
 *
 * @param depth 0 at the beginning
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThreadJson(int depth, @Nullable RecordJson record, @Nullable Missing missing) {

    /** What answers or is answered, but is not in the archive, or cannot be read. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Missing(String id, @Nullable String nativeId, String why) {}

    static ThreadJson of(RecordThread.Entry entry) {
        var record = entry.record();
        return record != null
                ? new ThreadJson(entry.depth(), RecordJson.of(record), null)
                : new ThreadJson(entry.depth(), null,
                        new Missing(entry.id().toString(), entry.nativeId(),
                                entry.isDamaged() ? "cannot be read" : entry.isDestroyed() ? "destroyed" : "never captured"));
    }
}
