package org.cityarchive.ingest.xarchive;

import java.util.Arrays;
import java.io.EOFException;
import java.util.List;
import java.io.IOException;
import java.util.ArrayList;
import java.util.zip.ZipException;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Importer;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.json.JsonReader;
import org.cityarchive.ingest.xarchive.XPart.Role;
import org.jspecify.annotations.Nullable;

/** Reads the archive that X gives an account's owner: the zip, or one of its .js files. */
public final class XArchiveImporter implements Importer {
    static final String FORMAT = "x-archive";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Reading open(Delivered file, Terms terms, Position from) throws IOException, UnreadableException {
        var files = XFiles.of(file);
        var remarks = new ArrayList<String>();
        var manifest = manifest(files, remarks);
        var owner = owner(account(files, manifest), terms.account());
        var made = manifest.generated() == null ? terms.fileTime() : manifest.generated();
        var entries = new XEntries(owner, made, terms, notes(files), new XMedia(files));
        return new XArchiveReading(files, manifest, entries, remarks, from);
    }

    private static XManifest manifest(XFiles files, List<String> remarks) throws IOException {
        for (var part : files.parts(Role.MANIFEST)) {
            try (var in = files.open(part)) {
                if (XHeader.read(in).filter(role -> role == Role.MANIFEST).isPresent()) {
                    return XManifest.of(new JsonReader().read(withoutEnd(in.readNBytes(Reading.LONGEST_ENTRY))));
                }
            } catch (FaultException | ZipException | EOFException _) {
                remarks.add("manifest.js cannot be read: the archive's own counts are not compared.");
            }
        }
        return XManifest.NONE;
    }

    private static byte[] withoutEnd(byte[] script) {
        int end = script.length;
        while (end > 0 && (script[end - 1] == ';' || Character.isWhitespace(script[end - 1]))) {
            end--;
        }
        return Arrays.copyOf(script, end);
    }

    private static @Nullable Owner account(XFiles files, XManifest manifest) throws IOException {
        for (var part : files.parts(Role.ACCOUNT)) {
            try (var in = files.open(part)) {
                var slice = XHeader.read(in).isPresent() ? new Slices(in, Role.ACCOUNT.depth()).next() : null;
                if (slice != null) {
                    return XManifest.account(new JsonReader().read(slice.bytes()));
                }
            } catch (FaultException | ZipException | EOFException _) {
                break; // the manifest names it as well
            }
        }
        return manifest.owner();
    }

    private static Owner owner(@Nullable Owner found, @Nullable String named) throws UnreadableException {
        if (found == null) {
            if (named == null) {
                throw new UnreadableException("account-needed",
                        "The file does not say whose it is: name the account (--account).");
            }
            return new Owner("x", named, null);
        }
        var plain = named != null && named.startsWith("@") ? named.substring(1) : named;
        if (plain != null && found.names().stream().noneMatch(plain::equalsIgnoreCase)) {
            throw new UnreadableException("other-account",
                    "This is the archive of " + found.handle() + "; you chose " + plain + ". Nothing was read.");
        }
        return found;
    }

    private static XNotes notes(XFiles files) throws IOException {
        var notes = new XNotes();
        for (var part : files.parts(Role.NOTES)) {
            try (var in = files.open(part)) {
                XHeader.read(in);
                var slices = new Slices(in, Role.NOTES.depth());
                for (var slice = slices.next(); slice != null; slice = slices.next()) {
                    notes.add(slice);
                }
            } catch (ZipException | EOFException _) {
                notes.broken();
            }
        }
        return notes;
    }
}
