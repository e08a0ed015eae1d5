// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

/** Told about the course of a sweep, on the thread that runs it. */
public interface SweepListener {
    /** Says nothing. */
    SweepListener NONE = new SweepListener() {};

    /** A trial is about to start. */
    default void onTrial(Trial trial) {}

    /**
     * The baseline is there.
     *
     * @param reference the reference at the same concurrency; null when not paired
     */
    default void onBaseline(SweepPoint baseline, ReferencePoint reference) {}

    /** A level is complete and judged; levels come in the order of measuring. */
    default void onPoint(SweepPoint point) {}

    /** A decision or a doubt, in one line. */
    default void onNote(String note) {}

    /** The sweep is over, complete or not. */
    default void onEnd(SweepResult result) {}

    /**
     * @param repeat from 1
     * @param repeats how many runs of this kind the level gets
     */
    record Trial(Kind kind, int concurrency, int repeat, int repeats) {}

    /** What a trial is for. */
    enum Kind {
        /** Discarded; the target's caches, pools and compilers get warm. */
        WARM_UP,
        BASELINE,
        REFERENCE,
        LEVEL,
        REFINE
    }
}
