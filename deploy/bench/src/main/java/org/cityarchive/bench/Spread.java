package org.cityarchive.bench;

import java.util.Arrays;
import java.util.Collection;

/**
 * What was measured in several cycles: the median, and where the middle half of them lies.
 *
 * @param low a quarter of the cycles is below
 * @param high a quarter of the cycles is above
 */
record Spread(double median, double low, double high, int cycles) {

    static Spread of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75), sorted.length);
    }

    /** A figure that is there once. */
    static Spread of(double only) {
        return new Spread(only, only, only, 1);
    }

    /** The value below which a share of these lies. */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return at(sorted, share);
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
