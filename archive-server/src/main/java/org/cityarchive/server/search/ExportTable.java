package org.cityarchive.server.search;

import java.io.IOException;
import java.io.Writer;

import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.capture.RecordJson;
import org.cityarchive.server.search.ExportSource.Exported;

/** Exported records as a table. The mark at its beginning tells spreadsheets that it is UTF-8. */
final class ExportTable implements ExportWriter {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Writer out;

    ExportTable(Writer out) {
        this.out = out;
    }

    @Override
    public void begin() throws IOException {
        out.write(BYTE_ORDER_MARK);
        out.write(RecordTable.HEAD);
    }

    @Override
    public void add(Exported record) throws IOException {
        out.write(RecordTable.row(RecordJson.of(record.record(), record.finding().matched()), record.law()));
    }

    @Override
    public void damaged(DamagedRecord record) throws IOException {
        out.write(RecordTable.damaged(record));
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
