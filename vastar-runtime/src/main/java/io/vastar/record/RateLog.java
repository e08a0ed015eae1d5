// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Completions by interval since the start, in a fixed number of cells: when they are full, pairs are joined and the
 * interval doubles.
 */
final class RateLog {
    private static final int CELLS = 4096;
    private static final long FIRST_INTERVAL_NS = 20_000_000;

    private final long[] cells = new long[CELLS];
    private final List<RateLog> parts = new ArrayList<>();
    private long startNs;
    private long intervalNs = FIRST_INTERVAL_NS;
    private long cellEndNs;
    private int cell;
    private long lastStartNs = -1;

    void begin(long startNs) {
        this.startNs = startNs;
        cellEndNs = startNs + intervalNs;
    }

    /** An exchange, or a call, has failed. */
    void failed(long startedNs) {
        lastStartNs = Math.max(lastStartNs, startedNs - startNs);
    }

    void completed(long startedNs, long doneNs) {
        lastStartNs = Math.max(lastStartNs, startedNs - startNs);
        if (doneNs - cellEndNs >= 0) {
            moveTo(doneNs);
        }
        cells[cell]++;
    }

    private void moveTo(long doneNs) {
        while ((doneNs - startNs) / intervalNs >= CELLS) {
            join();
        }
        cell = (int) ((doneNs - startNs) / intervalNs);
        cellEndNs = startNs + (cell + 1) * intervalNs;
    }

    private void join() {
        for (int i = 0; i < CELLS / 2; i++) {
            cells[i] = cells[2 * i] + cells[2 * i + 1];
        }
        Arrays.fill(cells, CELLS / 2, CELLS, 0);
        intervalNs *= 2;
    }

    /**
     * Adds another log, the parts of which, or itself when it has none, are kept for {@link #perThread}. Intervals are joined
     * by their order: all count from where measuring began.
     *
     * @param shiftNs what to add to the other one's moments to have them on this one's clock
     */
    void add(RateLog other, long shiftNs) {
        if (other.parts.isEmpty()) {
            parts.add(other);
        } else {
            parts.addAll(other.parts);
        }
        if (other.lastStartNs >= 0) {
            lastStartNs = Math.max(lastStartNs, other.lastStartNs + other.startNs + shiftNs - startNs);
        }
        while (intervalNs < other.intervalNs) {
            join();
        }
        int factor = (int) (intervalNs / other.intervalNs);
        for (int i = 0; i < CELLS; i++) {
            cells[i / factor] += other.cells[i];
        }
    }

    long startNs() {
        return startNs;
    }

    /** When the last of what ended was started, since the start; -1 where unknown. */
    long lastStartNs() {
        return lastStartNs;
    }

    void write(RecordOutput to) {
        to.moment(startNs);
        writeCells(to);
        to.count(parts.size());
        for (RateLog part : parts) {
            part.writeCells(to);
        }
    }

    private void writeCells(RecordOutput to) {
        to.number(lastStartNs);
        to.number(intervalNs);
        to.numbers(cells);
    }

    void read(RecordInput from) {
        startNs = from.number();
        readCells(from);
        int size = from.size();
        for (int i = 0; i < size; i++) {
            RateLog part = new RateLog();
            part.readCells(from);
            parts.add(part);
        }
    }

    private void readCells(RecordInput from) {
        lastStartNs = from.number();
        intervalNs = from.number();
        from.numbers(cells);
    }

    /** Statistics of the whole intervals within the window. */
    TrialResult.Rate rate(long elapsedNs) {
        long groupNs = groupNs(elapsedNs);
        double[] perSec = perSec(groupNs, groups(elapsedNs));
        int groups = perSec.length;
        if (groups < 2) {
            return new TrialResult.Rate(groupNs, groups, 0, 0, 0, 0);
        }
        double sum = 0;
        double sumOfSquares = 0;
        double min = Double.MAX_VALUE;
        double max = 0;
        for (double value : perSec) {
            sum += value;
            sumOfSquares += value * value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double mean = sum / groups;
        double variance = Math.max(0, (sumOfSquares - groups * mean * mean) / (groups - 1));
        return new TrialResult.Rate(groupNs, groups, mean, Math.sqrt(variance), min, max);
    }

    /** Responses per second in each whole interval of the window, in order. */
    List<Double> course(long elapsedNs) {
        return boxed(perSec(groupNs(elapsedNs), groups(elapsedNs)));
    }

    /** As {@link #course}, of each log that was added, one after the other. */
    List<Double> perThread(long elapsedNs) {
        long groupNs = groupNs(elapsedNs);
        int groups = groups(elapsedNs);
        List<Double> all = new ArrayList<>();
        for (RateLog part : parts) {
            all.addAll(boxed(part.perSec(groupNs, groups)));
        }
        return all;
    }

    private long groupNs(long elapsedNs) {
        return Math.max(1, Math.min(elapsedNs / intervalNs / 10, 1_000_000_000L / intervalNs)) * intervalNs;
    }

    private int groups(long elapsedNs) {
        long groupNs = groupNs(elapsedNs);
        return (int) Math.min(elapsedNs / groupNs, CELLS / (groupNs / intervalNs));
    }

    private double[] perSec(long groupNs, int groups) {
        int group = (int) (groupNs / intervalNs);
        double[] perSec = new double[groups];
        for (int g = 0; g < groups; g++) {
            long completed = 0;
            for (int i = 0; i < group; i++) {
                completed += cells[g * group + i];
            }
            perSec[g] = completed * 1e9 / groupNs;
        }
        return perSec;
    }

    private static List<Double> boxed(double[] values) {
        List<Double> boxed = new ArrayList<>(values.length);
        for (double value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
