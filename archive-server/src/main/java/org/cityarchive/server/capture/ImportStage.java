package org.cityarchive.server.capture;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One step of an import, as its page tells it.
 *
 * @param detail what stands grey beside it; null where there is nothing to say
 */
record ImportStage(String words, @Nullable String detail, Standing standing) {

    /** How far a step is, with the words for who does not see its icon. */
    enum Standing {
        DONE("check-circle-fill", "done"), NOW("arrow-repeat", "now"), LATER("circle", "not yet"), STILL("pause-circle-fill",
                "stands still"), NEVER("slash-circle", "not done");

        private final String icon;
        private final String word;

        Standing(String icon, String word) {
            this.icon = icon;
            this.word = word;
        }

        public String icon() {
            return icon;
        }

        public String word() {
            return word;
        }
    }

    /** @param behind newest facts of the archive that search does not show yet */
    static List<ImportStage> of(ImportView job, long behind) {
        boolean done = job.state() == ImportState.DONE;
        boolean over = done || job.state() == ImportState.STOPPED;
        return List.of(new ImportStage("File taken whole, its digest noted", ImportBar.size(job.size()), Standing.DONE),
                new ImportStage("Format known: " + job.format(), null, Standing.DONE),
                new ImportStage("Lines read and decided", read(job), reading(job.state())),
                new ImportStage("Searchable", searchable(job, behind), job.read() == 0
                        ? over ? Standing.NEVER : Standing.LATER
                        : over && behind <= 0 ? Standing.DONE : Standing.NOW),
                new ImportStage("Report", done ? "this page" : "this page, so far",
                        done ? Standing.DONE : over ? Standing.NEVER : Standing.LATER));
    }

    private static Standing reading(ImportState state) {
        return switch (state) {
            case DONE -> Standing.DONE;
            case QUEUED -> Standing.LATER;
            case RUNNING -> Standing.NOW;
            case PAUSED, FAILED -> Standing.STILL;
            case STOPPED -> Standing.NEVER;
        };
    }

    private static @Nullable String read(ImportView job) {
        return job.state() == ImportState.DONE || job.read() == 0
                ? null
                : String.format(Locale.US, "%,d so far", job.read());
    }

    private static @Nullable String searchable(ImportView job, long behind) {
        return job.read() == 0
                ? null
                : behind <= 0
                        ? job.state() == ImportState.DONE ? null : "all that was read"
                        : String.format(Locale.US, "%,d newest %s not yet", behind, behind == 1 ? "fact" : "facts");
    }
}
