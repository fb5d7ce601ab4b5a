package org.cityarchive.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Cycles that are not counted: at least so many, and more while Java still compiles what they run. A server runs for months, and its compiler
 * is at rest; here it takes a third of the processors' time after 50,000 records, the more the less it gets of a busy machine.
 */
final class Warming {
    /** The compiler's time as a share of the cycle's, below which it is at rest. */
    private static final double REST = 0.05;

    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final int least;
    private final int most;
    private int cycles;
    private double share = 1;
    private long compiled;
    private long began;

    Warming(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** Whether another cycle is to be run that is not counted; asked before each. */
    boolean goesOn() {
        long now = System.nanoTime();
        long all = compiler.getTotalCompilationTime();
        if (cycles > 0) {
            share = TimeUnit.MILLISECONDS.toNanos(all - compiled) / (double) (now - began);
        }
        compiled = all;
        began = now;
        boolean more = cycles < least || (cycles < most && share > REST);
        cycles += more ? 1 : 0;
        return more;
    }

    /** How many there were. */
    int cycles() {
        return cycles;
    }

    /** The compiler's time as a share of the last one's. */
    double share() {
        return share;
    }
}
