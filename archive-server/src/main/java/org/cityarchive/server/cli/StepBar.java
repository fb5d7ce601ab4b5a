package org.cityarchive.server.cli;

import java.util.Arrays;
import java.util.Locale;

/** Progress by steps, on a terminal only. */
final class StepBar {
    private static final int BAR = 24;

    private final ServerOptions server;
    private final boolean drawn;

    StepBar(ServerOptions server) {
        this.server = server;
        this.drawn = isTerminal() && !server.json();
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 went back to the console that is null without a terminal
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    void at(String step, long done, long total) {
        if (drawn) {
            var bar = new char[BAR];
            int full = (int) (BAR * Math.min(done, total) / Math.max(1, total));
            Arrays.fill(bar, 0, full, '#');
            Arrays.fill(bar, full, BAR, '.');
            server.err().print(String.format(Locale.ROOT, "\r\u001b[K[%s] %3d %%  %s", new String(bar),
                    100 * Math.min(done, total) / Math.max(1, total), TerminalText.line(step)));
            server.err().flush();
        }
    }

    void wipe() {
        if (drawn) {
            server.err().print("\r\u001b[K");
            server.err().flush();
        }
    }
}
