package org.cityarchive.ingest.xarchive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.zip.ZipException;

import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.json.Fault;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.xarchive.Slices.Slice;
import org.cityarchive.ingest.zip.Unpacked;
import org.cityarchive.ingest.zip.ZipPartStream;
import org.jspecify.annotations.Nullable;

/** Part by part, element by element. Its place is found again by counting: notes must meet their tweets anew after a restart. */
final class XArchiveReading implements Reading {
    private final XFiles files;
    private final XManifest manifest;
    private final XEntries entries;
    private final List<String> remarks;
    private final long behind;
    private final Iterator<XPart> parts;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private @Nullable XPart part;
    private @Nullable InputStream in;
    private @Nullable Slices slices;
    private long elements;
    private long made;
    private long read;
    private long finished;
    private boolean notesGiven;

    XArchiveReading(XFiles files, XManifest manifest, XEntries entries, List<String> remarks, Position from) {
        this.files = files;
        this.manifest = manifest;
        this.entries = entries;
        this.remarks = remarks;
        this.behind = from.read();
        this.parts = files.parts().stream().filter(each -> each.role().isRead()).iterator();
        missing();
    }

    private void missing() {
        for (var listed : manifest.counts().entrySet()) {
            boolean here = files.parts().stream().anyMatch(each -> base(each).equals(listed.getKey()));
            if (!here && listed.getValue() > 0 && XPart.of(listed.getKey()).filter(each -> each.role().isRead()).isPresent()) {
                remarks.add(listed.getKey() + " is listed in the archive's manifest, and is not there.");
            }
        }
    }

    @Override
    public @Nullable Entry next() throws IOException {
        while (true) {
            var entry = waiting.poll();
            if (entry != null && ++read > behind) {
                return entry;
            }
            if (entry == null && !advance()) {
                return null;
            }
        }
    }

    /** Makes the next entries; false at the end. */
    private boolean advance() throws IOException {
        var open = slices;
        var now = part;
        if (open == null || now == null) {
            return begin();
        }
        try {
            var slice = open.next();
            if (slice == null) {
                end(now, open.ended() ? null : new Fault("cut-off", "end of " + base(now), "The file ends before its list does."),
                        new byte[0]);
                return true;
            }
            elements++;
            take(now, slice);
        } catch (EOFException | ZipException e) {
            end(now, why(now, e), open.rest().bytes());
        }
        return true;
    }

    private boolean begin() throws IOException {
        if (!parts.hasNext()) {
            return giveNotes();
        }
        var next = parts.next();
        part = next;
        elements = 0;
        try {
            var stream = files.open(next);
            in = stream;
            if (XHeader.read(stream).filter(role -> role == next.role()).isPresent()) {
                slices = new Slices(stream, next.role().depth());
            } else {
                end(next,
                        new Fault("not-a-part", "start of " + base(next),
                                "The file does not begin as a part of an X archive does."),
                        new byte[0]);
            }
        } catch (EOFException | ZipException e) {
            end(next, why(next, e), new byte[0]);
        }
        return true;
    }

    private void take(XPart now, Slice slice) throws IOException {
        try {
            var where = base(now) + ", entry " + elements;
            for (var observation : entries.observations(now, slice, made >= behind)) {
                waiting.add(new Entry.Taken(++made, where, entries.owner(), observation));
            }
        } catch (FaultException e) {
            var fault = e.fault();
            refuse(new Fault(fault.type(), base(now) + ", entry " + elements + ": " + fault.place(), fault.reason()),
                    slice.bytes(),
                    slice.length());
        }
    }

    private void refuse(Fault fault, byte[] bytes, long length) {
        waiting.add(new Entry.Refused(++made, fault, bytes, length));
    }

    private static Fault why(XPart part, IOException e) {
        return e instanceof Unpacked.BombException
                ? new Fault("zip-bomb", "rest of " + base(part),
                        "The file unpacks to hundreds of times its size, as no honest file does; reading it stopped here.")
                : new Fault("broken-packing", "rest of " + base(part), "The zip is broken here; what stands before is read.");
    }

    private void end(XPart ended, @Nullable Fault fault, byte[] rest) throws IOException {
        if (fault != null) {
            refuse(fault, rest, rest.length);
        }
        var stated = manifest.counts().get(base(ended));
        if (stated != null && stated != elements && ended.role().depth() == 1) {
            remarks.add(String.format(Locale.ROOT, "%s: the archive's manifest states %,d entries, %,d were found.", base(ended),
                    stated,
                    elements));
        }
        finished += files.packed(ended);
        closePart();
    }

    private boolean giveNotes() {
        if (notesGiven) {
            return false;
        }
        notesGiven = true;
        var notes = entries.notes();
        for (var slice : notes.left()) {
            refuse(notes.whyLeft(), slice.bytes(), slice.length());
        }
        remarks.addAll(notes.remarks());
        remarks.addAll(entries.media().remarks());
        return true;
    }

    private static String base(XPart part) {
        return part.name().substring(part.name().lastIndexOf('/') + 1);
    }

    @Override
    public Position position() {
        return new Position(Math.max(read, behind), 0);
    }

    @Override
    public long done() {
        return finished + (in instanceof ZipPartStream stream ? stream.used() : 0);
    }

    @Override
    public long total() {
        return files.parts().stream().filter(each -> each.role().isRead()).mapToLong(files::packed).sum();
    }

    @Override
    public List<String> remarks() {
        return new ArrayList<>(remarks);
    }

    private void closePart() throws IOException {
        var open = in;
        in = null;
        slices = null;
        part = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        closePart();
    }
}
