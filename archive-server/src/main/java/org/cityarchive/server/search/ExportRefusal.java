package org.cityarchive.server.search;

import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;

/** The noes about exports. */
sealed interface ExportRefusal extends Refusal {

    @Override
    default Citation citation() {
        return new Citation("ARCHITECTURE.md §7", "An export is its owner's; auditors and the IT Director see that it was made.");
    }

    /** Another's export. */
    record Others() implements ExportRefusal {
        @Override
        public String name() {
            return "export-of-another";
        }

        @Override
        public String sentence() {
            return "Not opened: this export is another person's. Whoever made it can open and stop it; you can make the same export"
                    + " yourself, and its readings stand in your name.";
        }
    }

    /** No package, yet or any more. */
    record NoPackage(ExportState state) implements ExportRefusal {
        @Override
        public String name() {
            return "export-not-ready";
        }

        @Override
        public String sentence() {
            return switch (state) {
                case QUEUED, RUNNING -> "Not downloaded: this export is still being written. Come back when it is ready.";
                case DONE -> "Not downloaded: the package cannot be read from the disk. Export the records again.";
                case FAILED -> "Not downloaded: this export stopped before it was whole. Export the records again.";
                case CANCELLED -> "Not downloaded: this export was cancelled. Export the records again.";
                case EXPIRED -> "Not downloaded: this package was deleted, as all are after 7 days. Export the records again.";
            };
        }

        @Override
        public Citation citation() {
            return new Citation("ARCHITECTURE.md §7", "Packages are kept for 7 days.");
        }
    }

    /** Too many at once. */
    record TooMany(int most) implements ExportRefusal {
        @Override
        public String name() {
            return "too-many-exports";
        }

        @Override
        public String sentence() {
            return "Not exported: " + most + " exports of yours are still being written. Wait for one, or cancel one.";
        }

        @Override
        public Citation citation() {
            return new Citation("ARCHITECTURE.md §7", "One person has at most " + most + " exports in work.");
        }
    }
}
