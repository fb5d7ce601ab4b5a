package org.cityarchive.server.wiring;

import java.time.Clock;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** What the world gives an archive and everything stands on: taken before the server starts, given back after it has ended. */
final class Foundation implements AutoCloseable {
    private final ArchiveSettings settings;
    private final Home home;

    private Foundation(ArchiveSettings settings, Home home) {
        this.settings = settings;
        this.home = home;
    }

    static Foundation lay(ArchiveSettings settings) {
        return new Foundation(settings, Home.open(settings.home()));
    }

    Home home() {
        return home;
    }

    /** Makes its parts known to the application. */
    void beans(ConfigurableListableBeanFactory beans) {
        beans.registerSingleton("settings", settings);
        beans.registerSingleton("home", home);
        beans.registerSingleton("clock", Clock.systemUTC());
    }

    @Override
    public void close() {
        home.close();
    }
}
