package org.cityarchive.bench;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.observed.ObservedImporter;

/** Posts as a file of observed lines, and read back by the shipped importer. */
record LineFile(Path file) implements Delivered {

    static LineFile of(Path folder, List<Post> posts) throws IOException {
        var file = Files.createTempFile(Files.createDirectories(folder), "posts", ".ndjson");
        Files.write(file, posts.stream().map(Post::line).toList());
        return new LineFile(file);
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }

    @Override
    public long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(file);
    }

    /** Posts as they are offered to a channel. */
    static List<Offer> offers(Path folder, List<Post> posts) throws IOException, UnreadableException {
        var lines = of(folder, posts);
        var offers = new ArrayList<Offer>(posts.size());
        try (var reading = new ObservedImporter().open(lines, new Terms(null, Instant.now(), Clock.systemUTC()),
                Position.START)) {
            for (var entry = reading.next(); entry != null; entry = reading.next()) {
                if (!(entry instanceof Entry.Taken taken)) {
                    throw new IllegalStateException("line " + entry.line() + " was refused");
                }
                offers.add(new Offer(posts.get(offers.size()).owner(), taken.observation()));
            }
        } finally {
            Files.delete(lines.file);
        }
        return offers;
    }
}
