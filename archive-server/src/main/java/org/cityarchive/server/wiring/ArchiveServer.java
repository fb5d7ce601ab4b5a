package org.cityarchive.server.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.account.Opening;
import org.cityarchive.server.account.SampleAccounts;
import org.cityarchive.server.hold.HoldRegister;
import org.cityarchive.server.hold.Holding;
import org.cityarchive.server.hold.SampleHold;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.capture.ImportAccounts;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.capture.SampleCity;
import org.cityarchive.server.capture.SampleEarlier;
import org.cityarchive.server.disposition.SampleDisposition;
import org.cityarchive.server.retention.SampleRetention;
import org.cityarchive.server.security.Welcome;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A running archive. What the world must give (home, port, database) is taken before anything else, so that its lack is one sentence. */
public final class ArchiveServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final Foundation foundation;
    private final URI address;

    private ArchiveServer(ConfigurableApplicationContext context, Foundation foundation, URI address) {
        this.context = context;
        this.foundation = foundation;
        this.address = address;
    }

    /**
     * Starts.
     *
     * @throws CannotRun home, port or database is not to be had
     */
    public static ArchiveServer start(ArchiveSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    /** The same, by another clock than the machine's. */
    static ArchiveServer start(ArchiveSettings settings, Clock clock) {
        refuseBusyPort(settings);
        var foundation = Foundation.lay(settings, clock);
        try {
            var context = application(foundation::beans).run(arguments(settings));
            var address = address(settings, context);
            context.getBean(Welcome.class).keepLocalToken(foundation.home());
            foundation.home().keepAddress(address.toString());
            return new ArchiveServer(context, foundation, address);
        } catch (RuntimeException e) {
            foundation.close();
            throw sentence(e, settings);
        }
    }

    /** The application on what the world gives. */
    static SpringApplication application(Consumer<ConfigurableListableBeanFactory> world) {
        var application = new SpringApplication(ArchiveApplication.class);
        application.setMainApplicationClass(ArchivePlan.class); // whose plan a start follows where spring.aot.enabled says so
        application.setRegisterShutdownHook(false); // whoever started it closes it: pages first, then store, then home
        application.addInitializers(context -> world.accept(context.getBeanFactory()));
        return application;
    }

    private static String[] arguments(ArchiveSettings settings) {
        var all = new ArrayList<String>();
        all.add("--spring.config.location=classpath:/archive-server.properties");
        Map.of("server.port", settings.port(), "server.address", settings.address(), "logging.config",
                "classpath:archive-logging-" + settings.logForm() + ".xml", "logging.file.name",
                settings.home().resolve("logs").resolve("json".equals(settings.logForm()) ? "archive.json" : "archive.log"),
                "spring.lifecycle.timeout-per-shutdown-phase",
                settings.shutdownGrace()).forEach((key, value) -> all.add("--" + key + "=" + value));
        settings.doors().forServer().forEach((key, value) -> all.add("--" + key + "=" + value));
        return all.toArray(String[]::new);
    }

    private static void refuseBusyPort(ArchiveSettings settings) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the server itself will: connections of a run just ended do not count
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.address()), settings.port()));
        } catch (IOException e) {
            throw busy(settings, e);
        }
    }

    private static CannotRun busy(ArchiveSettings settings, Throwable cause) {
        return new CannotRun("Port " + settings.port() + " on " + settings.address()
                + " is not free; stop what listens there, or take another --port.", cause);
    }

    private static RuntimeException sentence(RuntimeException thrown, ArchiveSettings settings) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CannotRun known -> {
                    return known;
                }
                case PortInUseException e -> {
                    return busy(settings, e);
                }
                default -> { // look deeper
                }
            }
        }
        return thrown;
    }

    /** Where people reach a server that listens. */
    static URI address(ArchiveSettings settings, ApplicationContext context) {
        if (settings.publicUrl() != null) {
            return settings.publicUrl();
        }
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        return URI.create("http://localhost:" + (server == null ? settings.port() : server.getPort()));
    }

    /** What to print for whoever started it; a fresh archive is led to set-up. */
    public List<String> welcome() {
        return part(Welcome.class).own(address);
    }

    /** The same with the example city's people, who move in where nobody is. */
    public List<String> welcomeToSample() {
        SampleAccounts.moveIn(part(AccountRegister.class), part(Opening.class));
        var lines = part(Welcome.class).sample(address);
        SampleHold.moveIn(part(HoldRegister.class), part(Holding.class), part(PeopleInRoles.class), part(City.class).zone());
        part(SampleRetention.class).moveIn();
        var list = part(SampleDisposition.class);
        if (part(ImportJobs.class).count() == 0 && list.isAwaited()) {
            list.moveIn(SampleEarlier.moveIn(part(CaptureChannel.class), part(ImportAccounts.class), part(RecordIdentity.class)));
        }
        SampleCity.moveIn(part(ImportJobs.class)); // after the hold, which takes in what comes later
        return lines;
    }

    /** Where people reach it. */
    public URI address() {
        return address;
    }

    /** One of its parts. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** One of its parts, where there are several of a type. */
    <T> T part(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Takes no more requests, lets running ones end, stops store and database, gives the home back. */
    @Override
    public void close() {
        try {
            context.close();
        } finally {
            foundation.close();
        }
    }
}
