package org.cityarchive.server.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.ingest.adapter.UnreadableException;

/** The records of Cottonwood Bend, a city that is made up: imported once, into an archive that has imported nothing. */
public final class SampleCity {
    private static final String FILE = "cottonwood-bend.ndjson";
    private static final Instant WRITTEN = Instant.parse("2026-11-20T12:00:00Z");

    private SampleCity() {}

    /** Begins the import, in the background; does nothing where there was one before. */
    public static void moveIn(ImportJobs imports) {
        if (imports.count() > 0) {
            return;
        }
        try (var file = SampleCity.class.getResourceAsStream("/sample/" + FILE); var upload = imports.upload()) {
            if (file == null) {
                throw new IllegalStateException("the sample city is not part of this build");
            }
            upload.take(file);
            imports.accept(upload,
                    new ImportUpload.Wish("observed", null, true, FILE, WRITTEN, null, new Actor("sample", Role.ADAPTER)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }
}
