package org.cityarchive.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run is set.
 *
 * @param quick small sizes, so that all rows take less than three minutes
 * @param cycles how often both sides take turns, 8 or more
 * @param work folder for homes; what is kept there is used again
 * @param posts folder of the real posts; where it is absent the sample city's records are varied
 * @param growth records of the last stage of growth
 */
record Setup(boolean quick, int cycles, Path root, Path work, Path posts, int growth, boolean keep) {

    /** Reads the command line; what is not given has its default. */
    static Setup of(String[] options, Path root) {
        var given = new TreeMap<String, String>();
        for (int i = 0; i < options.length; i++) {
            if (options[i].startsWith("--") && i + 1 < options.length && !options[i + 1].startsWith("--")) {
                given.put(options[i], options[i + 1]);
            } else if (options[i].startsWith("--")) {
                given.put(options[i], "");
            }
        }
        return of(given, root);
    }

    private static Setup of(Map<String, String> given, Path root) {
        return new Setup(given.containsKey("--quick"), Integer.parseInt(given.getOrDefault("--cycles", "8")), root,
                Path.of(given.getOrDefault("--work", root.resolve("deploy/bench/target/work").toString())),
                Path.of(given.getOrDefault("--posts", root.resolve("../shared/data/real-posts").normalize().toString())),
                Integer.parseInt(given.getOrDefault("--growth-records", "1000000")), given.containsKey("--keep"));
    }

    /** A size: the first in a quick run. */
    int size(int small, int full) {
        return quick ? small : full;
    }
}
