package org.cityarchive.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/**
 * What a command printed that somebody typed at a shell.
 *
 * @param code what it exited with
 */
public record Typed(int code, String out, String err) {
    /** @param environment the shell's variables, such as ARCHIVE_HOME */
    public static Typed at(Map<String, String> environment, String... line) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = ArchiveCommand.run(line, environment, new PrintWriter(out), new PrintWriter(err));
        return new Typed(code, out.toString(), err.toString());
    }
}
