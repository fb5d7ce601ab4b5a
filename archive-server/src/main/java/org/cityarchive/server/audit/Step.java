package org.cityarchive.server.audit;

/** One comparison. It reads in stretches, keeps its place after each, and goes on there when it was killed. */
interface Step {
    Comparison comparison();

    void run(Underway audit);
}
