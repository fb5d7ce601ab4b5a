package org.cityarchive.server.search;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.cityarchive.core.capture.RecordHistory.Wording;
import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.capture.RecordJson;
import org.cityarchive.server.search.ExportSource.Exported;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Exported records as one JSON array, a record a line. */
final class ExportData implements ExportWriter {
    private final Writer out;
    private final JsonMapper json;
    private final boolean allVersions;
    private boolean first = true;

    ExportData(Writer out, JsonMapper json, boolean allVersions) {
        this.out = out;
        this.json = json;
        this.allVersions = allVersions;
    }

    /** A record as the API gives it, what the law says of it on the day of the export, and its wordings where all are wanted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Told(@JsonUnwrapped RecordJson record, @Nullable List<String> series, @Nullable LocalDate dueOn,
            @Nullable List<String> heldBy,
            @Nullable List<Version> wordings) {}

    /**
     * A wording.
     *
     * @param from when it began on the platform
     * @param to when the next one began; absent for the last
     * @param observedAt when a source saw it
     * @param keptAt when the archive kept it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Version(int version, Instant from, @Nullable Instant to, @Nullable String text, Instant observedAt,
            Instant keptAt, String source) {
        static Version of(Wording wording) {
            return new Version(wording.number(), wording.from(), wording.to(), wording.content().text(),
                    wording.sighting().observedAt(), wording.keptAt(), wording.sighting().source());
        }
    }

    @Override
    public void begin() throws IOException {
        out.write("[");
    }

    /** A record that cannot be read. */
    private record Damaged(String id, String damaged) {}

    @Override
    public void add(Exported record) throws IOException {
        var wordings = allVersions ? record.record().wordings().stream().map(Version::of).toList() : null;
        var law = record.law();
        var told = RecordJson.of(record.record(), record.finding().matched());
        line(law == null
                ? new Told(told, null, null, null, wordings)
                : new Told(told.marked(law.words()), law.series(), law.dueOn(), law.heldBy(), wordings));
    }

    @Override
    public void damaged(DamagedRecord record) throws IOException {
        line(new Damaged(record.record().toString(), record.what()));
    }

    private void line(Object told) throws IOException {
        out.write(first ? "\n" : ",\n");
        first = false;
        out.write(json.writeValueAsString(told));
    }

    @Override
    public void end() throws IOException {
        out.write("\n]\n");
        out.flush();
    }
}
