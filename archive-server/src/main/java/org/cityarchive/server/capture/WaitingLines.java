package org.cityarchive.server.capture;

import java.util.Comparator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.cityarchive.core.people.Actor;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.server.account.NamedByImports;
import org.cityarchive.server.capture.SpoolKey.SpoolBroken;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.BadParameter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Lines that were set aside for their account's sake alone, and the way in for them once a person said whose it is. */
final class WaitingLines implements NamedByImports {
    private static final int AT_ONCE = 500;
    private static final String NO_ID = "not known";

    private final WaitingRows rows;
    private final ImportJobs imports;
    private final SealedText sealed;

    WaitingLines(WaitingRows rows, ImportJobs imports, SealedText sealed) {
        this.rows = rows;
        this.imports = imports;
        this.sealed = sealed;
    }

    @Override
    public List<Named> all() {
        var all = new ArrayList<Named>();
        for (var row : rows.waiting()) {
            var names = UnknownNames.of(row.alias(), row.sealed(), sealed);
            var from = new From(row.job(), row.number(), row.file(), row.lines());
            var last = all.isEmpty() ? null : all.getLast();
            if (last != null && last.alias().equals(row.alias())) {
                var both = new ArrayList<>(last.imports());
                both.add(from);
                all.set(all.size() - 1, new Named(last.alias(), last.platform(), last.handle(), last.platformId(), last.sample(),
                        last.lines() + row.lines(), List.copyOf(both)));
            } else {
                all.add(new Named(row.alias(), row.platform(), names.handle(), names.platformId(), sample(row), row.lines(),
                        List.of(from)));
            }
        }
        all.sort(Comparator.comparingLong(Named::lines).reversed());
        return all;
    }

    /** The platform's id of the first thing that waits, as far as its line shows one. */
    private String sample(WaitingRows.Row row) {
        var first = imports.waiting(row.job(), row.alias(), 0, 1).stream().findFirst().map(RejectRows.Row::sealed);
        try {
            var line = JsonMapper.shared().readTree(first.orElse(new byte[0]));
            return Stream.of("id", "id_str").map(name -> line.findPath(name).asString("")).filter(id -> !id.isEmpty()).findFirst()
                    .orElse(NO_ID);
        } catch (JacksonException _) {
            return NO_ID;
        }
    }

    @Override
    public List<UUID> takeIn(UUID alias, Actor by) {
        var taken = new ArrayList<UUID>();
        var gone = new ArrayList<String>();
        for (var row : rows.waiting()) {
            if (row.alias().equals(alias)) {
                takeIn(row, by).ifPresentOrElse(taken::add, () -> gone.add("import " + row.number() + " (" + row.file() + ")"));
            }
        }
        if (!gone.isEmpty()) { // what could be taken in is
            throw new BadParameter("alias", "The kept file of " + String.join(", ", gone)
                    + " is gone or damaged: it held records that were destroyed, or the disk lost it. Bring the file anew; the account"
                    + " is known now."
                    + (taken.isEmpty() ? "" : " What waited of other imports is being taken in."));
        }
        return taken;
    }

    /**
     * The same lines, or the same kept upload where the format has no lines; a second click finds the import that the first began. Empty:
     * the upload is gone, or does not open.
     */
    private Optional<UUID> takeIn(WaitingRows.Row row, Actor by) {
        var job = imports.job(row.job());
        try (var upload = imports.upload(); var again = again(job, row)) {
            upload.take(again);
            var wish = new ImportUpload.Wish(job.format(), job.account(), false, job.fileName(), job.fileTime(),
                    "waiting " + row.job() + " " + row.alias(), by);
            var view = imports.accept(upload, wish);
            rows.taken(row.job(), row.alias(), view.id());
            imports.letGo(row.job());
            return Optional.of(view.id());
        } catch (NoSuchFileException | SpoolBroken _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableException e) {
            throw new BadParameter("alias", e.sentence());
        }
    }

    private InputStream again(ImportJob job, WaitingRows.Row row) throws IOException {
        return job.isOfLines()
                ? new RefusedLines(imports, job.id(), row.alias(), AT_ONCE)
                : Channels.newInputStream(imports.kept(job).open());
    }
}
