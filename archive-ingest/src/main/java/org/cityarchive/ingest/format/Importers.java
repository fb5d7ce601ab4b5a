package org.cityarchive.ingest.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Importer;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.observed.ObservedImporter;
import org.cityarchive.ingest.xarchive.XArchiveImporter;

/** The formats that can be imported. */
public record Importers(List<Importer> all) {

    /** All that this archive knows. */
    public static Importers known() {
        return new Importers(List.of(new ObservedImporter(), new XArchiveImporter()));
    }

    /** The words, in order. */
    public List<String> formats() {
        return all.stream().map(Importer::format).toList();
    }

    /** Whether there is a format of this word. */
    public boolean knows(String format) {
        return importer(format).isPresent();
    }

    /**
     * Begins to read a file as the format chosen.
     *
     * @throws UnreadableException the format is not known, the file plainly is of another one, or nothing of it can be taken
     */
    public Reading open(String format, Delivered file, Terms terms, Position from) throws IOException, UnreadableException {
        var importer = importer(format).orElseThrow(() -> new UnreadableException("unknown-format",
                "There is no format of this name; those there are: " + String.join(", ", formats()) + "."));
        var form = FileForm.of(file);
        if (form.isPresent() && form.get() == FileForm.ANY_ZIP && format.equals("x-archive")) {
            throw new UnreadableException("wrong-format",
                    "This is a zip file, but no archive from X: it holds neither data/manifest.js nor data/account.js nor data/tweets.js."
                            + " Send the zip as X gave it. Nothing was read.");
        }
        if (form.isPresent() && !form.get().format().equals(format)) {
            throw new UnreadableException("wrong-format",
                    "Looks like " + form.get().words() + "; you chose " + format + ". Nothing was read.");
        }
        return importer.open(file, terms, from);
    }

    private Optional<Importer> importer(String format) {
        return all.stream().filter(importer -> importer.format().equals(format)).findFirst();
    }
}
