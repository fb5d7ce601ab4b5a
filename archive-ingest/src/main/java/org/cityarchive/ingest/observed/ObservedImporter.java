package org.cityarchive.ingest.observed;

import java.io.IOException;
import java.util.zip.ZipException;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Importer;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.adapter.UnreadableException;

/** Reads files of the neutral line format, plain, gzip, or a zip package with the media (ObservedPackage), told apart by content. */
public final class ObservedImporter implements Importer {
    static final String FORMAT = "observed";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Reading open(Delivered file, Terms terms, Position from) throws IOException, UnreadableException {
        try {
            return new ObservedReading(file, ObservedPackage.of(file).orElse(null), terms, from);
        } catch (ZipException _) {
            throw new UnreadableException("zip-broken",
                    "The zip is broken: its observed.ndjson cannot be unpacked. Nothing of it was read.");
        }
    }
}
