package org.cityarchive.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets sides take turns: each cycle runs every side once, every other cycle in the opposite order, after one cycle or more that are not counted. */
final class Turns {
    private Turns() {}

    /** A piece of work that tells how long it took. */
    interface Side {
        /** @return nanoseconds */
        long run() throws Exception;
    }

    /** Work that is timed whole. */
    interface Work {
        void run() throws Exception;
    }

    static long timed(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return System.nanoTime() - began;
    }

    /** @return for each cycle the seconds of each side, in the order given */
    static List<double[]> of(int cycles, Side... sides) throws Exception {
        return warmed(1, cycles, sides);
    }

    /** @param warm how many cycles are not counted */
    static List<double[]> warmed(int warm, int cycles, Side... sides) throws Exception {
        return warmed(new Warming(warm, warm), cycles, sides);
    }

    /** @param warming tells how many cycles are not counted */
    static List<double[]> warmed(Warming warming, int cycles, Side... sides) throws Exception {
        while (warming.goesOn()) {
            cycle(warming.cycles(), sides);
        }
        var measured = new ArrayList<double[]>();
        for (int cycle = 0; cycle < cycles; cycle++) {
            measured.add(cycle(cycle, sides));
        }
        return measured;
    }

    private static double[] cycle(int cycle, Side... sides) throws Exception {
        var seconds = new double[sides.length];
        for (int i = 0; i < sides.length; i++) {
            int side = cycle % 2 == 0 ? i : sides.length - 1 - i;
            seconds[side] = sides[side].run() / (double) TimeUnit.SECONDS.toNanos(1);
        }
        return seconds;
    }

    /** One side's time as a multiple of another's, cycle by cycle. */
    static Spread ratio(List<double[]> measured, int of, int to) {
        return Spread.of(measured.stream().map(seconds -> seconds[of] / seconds[to]).toList());
    }

    static double median(List<double[]> measured, int side) {
        return Spread.of(measured.stream().map(seconds -> seconds[side]).toList()).median();
    }
}
