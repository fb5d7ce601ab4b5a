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
    private final boolean withLaw;

    /** @param withLaw whether it has the columns of the law */
    ExportTable(Writer out, boolean withLaw) {
        this.out = out;
        this.withLaw = withLaw;
    }

    @Override
    public void begin() throws IOException {
        out.write(BYTE_ORDER_MARK);
        out.write(withLaw ? RecordTable.HEAD : RecordTable.HEAD_WITHOUT_LAW);
    }

    @Override
    public void add(Exported record) throws IOException {
        var told = RecordJson.of(record.record(), record.finding().matched());
        out.write(withLaw ? RecordTable.row(told, record.law()) : RecordTable.rowWithoutLaw(told));
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
