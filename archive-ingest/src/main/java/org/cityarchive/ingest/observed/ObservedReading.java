package org.cityarchive.ingest.observed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.json.Fault;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.zip.Unpacked;
import org.jspecify.annotations.Nullable;

/** Line by line: an observation each, or a refusal. */
final class ObservedReading implements Reading {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** Stands for the place behind a file whose packing broke: there is nothing to go on with. */
    private static final long BROKEN = Long.MAX_VALUE;

    private final ObservedSource source;
    private final @Nullable ObservedPackage pack;
    private final ObservedLine meaning;
    private final Lines lines;
    private long read;
    private boolean broken;

    /** @param pack the package that the lines stand in; null for a plain file */
    ObservedReading(Delivered file, @Nullable ObservedPackage pack, Terms terms, Position from) throws IOException {
        this.pack = pack;
        this.meaning = new ObservedLine(terms);
        this.read = from.read();
        this.broken = from.offset() == BROKEN;
        long offset = broken ? 0 : from.offset();
        this.source = pack == null ? ObservedSource.of(file, offset) : pack.lines(offset);
        this.lines = new Lines(broken ? InputStream.nullInputStream() : source.in(), offset);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        if (broken) {
            return null;
        }
        Lines.Line line;
        try {
            line = lines.next();
        } catch (EOFException | ZipException e) {
            return refuseRest(e);
        }
        if (line == null) {
            return null;
        }
        read++;
        if (line.length() > line.bytes().length) {
            return refused(line, new Fault("line-too-long", Fault.WHOLE, "The line is larger than 8 MiB (" + line.length()
                    + " bytes); its first 64 KiB are kept aside."));
        }
        return entry(read == 1 ? withoutMark(line) : line);
    }

    private Entry entry(Lines.Line line) throws IOException {
        try {
            if (isBlank(line.bytes())) {
                throw new FaultException("empty-line", Fault.WHOLE, "The line is empty.");
            }
            var observation = meaning.observation(line.bytes());
            if (pack != null) {
                observation = pack.withMedia(observation);
            }
            var key = observation.key();
            return new Entry.Taken(read, Fault.WHOLE, new Owner(key.platform(), key.account(), null), observation);
        } catch (FaultException e) {
            return refused(line, e.fault());
        }
    }

    private Entry refuseRest(IOException e) {
        broken = true;
        read++;
        var why = e instanceof Unpacked.BombException
                ? new Fault("zip-bomb", "rest of the file",
                        "The file unpacks to hundreds of times its size, as no honest file does; reading stopped here.")
                : new Fault("broken-packing", "rest of the file",
                        "The file's packing is broken or cut off here; what stands before this line is read.");
        var rest = lines.rest();
        return refused(rest, why);
    }

    private Entry refused(Lines.Line line, Fault fault) {
        return new Entry.Refused(read, fault, line.bytes(), line.length());
    }

    private static Lines.Line withoutMark(Lines.Line line) {
        boolean marked = line.bytes().length >= 3 && Arrays.equals(line.bytes(), 0, 3, BYTE_ORDER_MARK, 0, 3);
        return marked ? new Lines.Line(Arrays.copyOfRange(line.bytes(), 3, line.bytes().length), line.length() - 3) : line;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public Position position() {
        return new Position(read, broken ? BROKEN : lines.offset());
    }

    @Override
    public long done() {
        return broken ? source.size() : Math.min(source.size(), source.used().getAsLong());
    }

    @Override
    public long total() {
        return source.size();
    }

    @Override
    public List<String> remarks() {
        return pack == null ? List.of() : pack.remarks();
    }

    @Override
    public void close() throws IOException {
        source.in().close();
    }
}
