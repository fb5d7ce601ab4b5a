package org.cityarchive.server;

import org.cityarchive.server.cli.ArchiveCommand;

/** The program's door: every command, the server's start included, comes in here. */
public final class ArchiveMain {
    private ArchiveMain() {}

    public static void main(String[] args) {
        // Axon asks its maker for updates at start unless told otherwise; an archive calls nobody unasked
        System.setProperty("axoniq.update-checker.disabled", "true");
        int exit = ArchiveCommand.run(args, System.getenv());
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
