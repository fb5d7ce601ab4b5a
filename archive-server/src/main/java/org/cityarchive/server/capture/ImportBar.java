package org.cityarchive.server.capture;

import java.util.Locale;

/**
 * How far an import is, as a bar of a thousand parts.
 *
 * @param fresh parts that brought something new
 * @param old parts that were already here
 * @param refused parts that were refused; at least a few where there is any, so that it is seen
 */
public record ImportBar(int fresh, int old, int refused, int percent) {
    private static final int WHOLE = 1000;
    private static final int SEEN = 6;

    static ImportBar of(ImportView job) {
        double done = job.state() == ImportState.DONE
                ? 1
                : job.bytesTotal() <= 0 ? 0 : Math.min(1, (double) job.bytesDone() / job.bytesTotal());
        var counts = job.counts();
        long read = Math.max(1, counts.read());
        int all = counts.read() == 0 ? 0 : (int) Math.round(done * WHOLE);
        int refused = counts.refused() == 0 ? 0 : Math.max(SEEN, (int) (all * counts.refused() / read));
        int fresh = Math.min(Math.max(0, all - refused),
                (int) (all * (counts.newRecords() + counts.newVersions() + counts.otherFacts()) / read));
        return new ImportBar(fresh, Math.max(0, all - refused - fresh), refused, (int) (done * 100));
    }

    /** The numbers as a sum that can be added up. */
    public static String sum(ImportCounts c) {
        return String.format(Locale.US, "%,d + %,d + %,d + %,d + %,d = %,d", c.newRecords(), c.newVersions(), c.otherFacts(),
                c.unchanged(),
                c.refused(), c.read());
    }

    /** Such as "412 MB". */
    public static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        double size = bytes;
        for (var unit : new String[]{"kB", "MB", "GB"}) {
            size /= 1000;
            if (size < 1000) {
                return String.format(Locale.US, size < 10 ? "%.1f %s" : "%.0f %s", size, unit);
            }
        }
        return String.format(Locale.US, "%.0f TB", size / 1000);
    }

    /** Such as "24 s", "3 min". */
    public static String left(long seconds) {
        return seconds < 90
                ? seconds + " s"
                : seconds < 5400 ? Math.round(seconds / 60.0) + " min" : Math.round(seconds / 3600.0) + " h";
    }
}
