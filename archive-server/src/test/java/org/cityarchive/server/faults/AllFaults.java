package org.cityarchive.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** All scenarios at length, for {@code deploy/faults}; its name keeps it out of the tests. */
class AllFaults {
    @Test
    void happen() throws IOException {
        var arguments = System.getProperty("faults.arguments", "").strip();
        var folder = Path.of(System.getProperty("faults.folder", "."));
        assertThat(Faults.run(folder, arguments.isEmpty() ? new String[0] : arguments.split("\\s+")))
                .as("nothing lost, duplicated or wrong").isTrue();
    }
}
