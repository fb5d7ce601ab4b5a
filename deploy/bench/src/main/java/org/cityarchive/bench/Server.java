package org.cityarchive.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.capture.ImportState;
import org.cityarchive.server.capture.ImportUpload;
import org.cityarchive.server.retention.StandingRows;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.wiring.ArchiveServer;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.Setting;

/** The whole archive as it is shipped, running in this process on a home. */
final class Server implements AutoCloseable {
    static final String INDEX = "record_index-1";
    /** Seldom enough that looking costs nothing beside the import. */
    private static final long LOOK_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path home;
    private final ArchiveServer archive;

    private Server(Path home) {
        this.home = home;
        archive = ArchiveServer.start(
                ArchiveSettings.read(Map.of(Setting.HOME, home.toString(), Setting.PORT, "0"), Map.of()));
    }

    static Server on(Path home) {
        return new Server(home);
    }

    static Server fresh(Setup setup) throws IOException {
        return on(Files.createTempDirectory(Files.createDirectories(setup.work()), "server-"));
    }

    <T> T part(Class<T> type) {
        return archive.part(type);
    }

    Path home() {
        return home;
    }

    long head() {
        return part(FactReader.class).head();
    }

    /** Imports a file as a person would, and returns when all of it is in and can be found. */
    void importFound(LineFile lines) throws Exception {
        importWhole(lines);
        await(INDEX);
    }

    /** Imports a file and returns when all of it is in. */
    void importWhole(LineFile lines) throws Exception {
        var imports = part(ImportJobs.class);
        UUID job;
        try (var upload = imports.upload(); var in = Files.newInputStream(lines.file())) {
            upload.take(in);
            job = imports.accept(upload, new ImportUpload.Wish("observed", null, true, "posts.ndjson", Instant.now(), null,
                    new Actor("bench", Role.ADAPTER))).id();
        }
        while (true) {
            var view = imports.view(job).orElseThrow();
            if (view.state() == ImportState.DONE) {
                return;
            }
            if (view.state().isOver()) {
                throw new IllegalStateException("the import ended as " + view.state().word() + ": " + view.reason());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    void await(String projection) {
        if (!part(Projections.class).awaitPosition(projection, head(), PATIENCE)) {
            throw new IllegalStateException(projection + " did not come to the end");
        }
    }

    /** Waits until every reader has read all that is in. */
    void awaitAll() {
        List.copyOf(part(Projections.class).standings()).forEach(model -> await(model.name()));
    }

    /** Waits until how each record stands is computed. */
    void awaitStandings() throws InterruptedException {
        while (part(StandingRows.class).waiting() > 0) {
            Thread.sleep(20);
        }
    }

    /** A connection that may do anything, as the superuser of the home's PostgreSQL. */
    Connection superuser() throws IOException, SQLException {
        try (var connection = part(DataSource.class).getConnection()) {
            return DriverManager.getConnection(connection.getMetaData().getURL(), "postgres", Ground.password(home));
        }
    }

    @Override
    public void close() {
        archive.close();
    }
}
