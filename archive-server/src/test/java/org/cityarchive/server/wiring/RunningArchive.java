package org.cityarchive.server.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * A whole server in this JVM, on a free port. Asked over HTTP it is asked by nobody; {@link #as(Role)} asks with a token. All tests that need
 * no home of their own share one; {@link ArchiveProcess} is for those that kill it.
 */
public final class RunningArchive extends ArchiveOverHttp implements AutoCloseable {
    private static final Map<Setting, String> COTTONWOOD_BEND = Map.of(Setting.CITY_NAME, "Cottonwood Bend");

    private final ArchiveServer server;

    private RunningArchive(ArchiveServer server) {
        super(HttpClient.newHttpClient(), "http://localhost:" + port(server));
        this.server = server;
    }

    /** The one that all tests of this JVM share which need no home of their own, with all of the example city in it, whoever asks first. */
    public static RunningArchive shared() {
        return Shared.ARCHIVE;
    }

    private static final class Shared {
        static final RunningArchive ARCHIVE = on(TestHome.laid());

        static {
            TestHome.atEnd(ARCHIVE::close); // before its home goes
            ARCHIVE.loadSample();
        }
    }

    /** One of its own, on a home that is laid but that nobody has set up. */
    public static RunningArchive start() {
        return on(TestHome.laid());
    }

    /** The same with settings of its own. */
    public static RunningArchive start(Map<Setting, String> more) {
        return on(TestHome.laid(), more);
    }

    /** One of its own that Ruth Haugen of Cottonwood Bend has set up, its IT director. */
    public static RunningArchive setUp() {
        var archive = start(COTTONWOOD_BEND);
        archive.part(People.class).addFirst("Ruth Haugen");
        return archive;
    }

    /** One on a home: an empty one is a first start. */
    public static RunningArchive on(Path home) {
        return on(home, Map.of());
    }

    /** One with settings of its own. */
    public static RunningArchive on(Path home, Map<Setting, String> more) {
        return on(home, more, Clock.systemUTC());
    }

    /** One that goes by another clock. */
    public static RunningArchive on(Path home, Clock clock) {
        return on(home, Map.of(), clock);
    }

    private static RunningArchive on(Path home, Map<Setting, String> more, Clock clock) {
        LoggingSystem.get(RunningArchive.class.getClassLoader()).cleanUp(); // the log is the JVM's: it follows whoever starts last
        var settings = new HashMap<>(more);
        settings.put(Setting.HOME, home.toString());
        settings.putIfAbsent(Setting.PORT, "0");
        return new RunningArchive(ArchiveServer.start(ArchiveSettings.read(settings, Map.of()), clock));
    }

    public static ArchiveSettings settings(Path home, String port) {
        return ArchiveSettings.read(Map.of(Setting.HOME, home.toString(), Setting.PORT, port), Map.of());
    }

    public ArchiveServer server() {
        return server;
    }

    /** One of the server's parts. */
    public <T> T part(Class<T> type) {
        return server.part(type);
    }

    /** Loads the example city where it is not yet, and waits until all of it is in and found. */
    private void loadSample() {
        server.welcomeToSample();
        awaitImport();
    }

    /** Waits until what was handed over is in, and every reader has read it. */
    public void awaitImport() {
        var clerk = as(Role.CLERK);
        await().atMost(PATIENCE).until(() -> clerk.get("/api/v1/imports").body().contains("\"state\":\"done\""));
        awaitProjections();
    }

    /**
     * Imports lines of the neutral format, and waits until every reader has read them.
     *
     * @return the finished import
     */
    public JsonNode importLines(String lines) {
        var clerk = as(Role.CLERK);
        var done = clerk.over(clerk.upload(lines.getBytes(UTF_8)));
        assertThat(done.path("state").asString()).isEqualTo("done");
        awaitProjections();
        return done;
    }

    /** Waits until all that is in is shown. */
    public void awaitProjections() {
        var projections = part(Projections.class);
        long head = part(FactReader.class).head();
        projections.standings().forEach(model -> assertThat(projections.awaitPosition(model.name(), head, PATIENCE)).isTrue());
    }

    public Path home() {
        return part(ArchiveSettings.class).home();
    }

    /** Where it listens, whatever address people use. */
    public int port() {
        return port(server);
    }

    private static int port(ArchiveServer server) {
        return Integer.parseInt(server.part(Environment.class).getRequiredProperty("local.server.port"));
    }

    /** The address of a page or endpoint, as people use it. */
    public String at(String path) {
        return server.address() + path;
    }

    /** The routes that have a handler. */
    public Set<RequestMappingInfo> routes() {
        return server.part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().keySet();
    }

    /** A file of the home, as text. */
    public String file(String path) {
        try {
            return Files.readString(home().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody who is in a role. */
    public PersonId person(Role role) {
        return part(PeopleInRoles.class).all().stream().filter(one -> one.role() == role).findFirst().orElseThrow().person();
    }

    /** A person of a test, in a role from now on; the same name is the same person. */
    public PersonId person(String name, Role role) {
        var person = new PersonId(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
        var test = new Actor("test", Role.IT_DIRECTOR);
        part(People.class).add(person, name, role, test);
        part(People.class).grant(person, role, null, test); // another test may have taken it
        return person;
    }

    public String token(Role role) {
        return part(ApiTokens.class).make("a " + role.word(), role, Duration.ofDays(1), "test").secret();
    }

    /** The archive as a program asks it that has a token in a role. */
    public ArchiveOverHttp as(Role role) {
        return as(token(role));
    }

    public HttpResponse<String> postJson(String path, @Nullable String token, String body) {
        return (token == null ? this : as(token)).post(path, body);
    }

    public HttpResponse<String> send(String method, String path, @Nullable String token) {
        return (token == null ? this : as(token)).send(method, path);
    }

    /** An empty folder that is gone when the JVM ends. */
    public static Path temporaryHome() {
        return TestHome.empty();
    }

    @Override
    public void close() {
        hangUp();
        server.close();
    }
}
