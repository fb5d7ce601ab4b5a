package org.cityarchive.server.wiring;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The plan of the application, drawn once by the build: which parts there are and how each is made, as code. A start then makes the parts,
 * and looks for nothing. Run by the build only; nothing is made here, so it needs no home, no keys and no database.
 */
final class ArchivePlan {
    private ArchivePlan() {}

    public static void main(String[] args) {
        // what is asked at the drawing is whether the archive brings connections of its own
        ArchiveServer.application(beans -> beans.registerSingleton("connections", new DelegatingDataSource()))
                .run("--spring.config.location=classpath:/archive-server.properties");
    }
}
