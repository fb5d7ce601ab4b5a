package org.cityarchive.server.search;

import java.io.IOException;

import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.search.ExportSource.Exported;

/** Writes one file of an export, record by record. */
interface ExportWriter {
    void begin() throws IOException;

    void add(Exported record) throws IOException;

    /** A record that is kept and cannot be read: its id, and that. */
    void damaged(DamagedRecord record) throws IOException;

    void end() throws IOException;
}
