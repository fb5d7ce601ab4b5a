package org.cityarchive.ingest.observed;

import java.io.IOException;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Importer;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.adapter.Terms;

/** Reads files of the neutral line format, plain or gzip, told apart by content. */
public final class ObservedImporter implements Importer {
    static final String FORMAT = "observed";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Reading open(Delivered file, Terms terms, Position from) throws IOException {
        return new ObservedReading(file, terms, from);
    }
}
