// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.record.RequestLog;
import io.vastar.record.RequestLogging;
import io.vastar.record.RequestRecord;
import java.util.ArrayList;
import java.util.List;

/** Keeps the requests of a short run of one I/O thread. */
final class KeptLog implements RunListener, RequestLogging {
    private final RequestLog log = new RequestLog(1 << 20, 1, 1);

    @Override
    public void onProgress(Progress progress) {}

    @Override
    public RequestLogging log() {
        return this;
    }

    @Override
    public RequestLog open(int agent, int agents, List<String> steps) {
        log.reset(steps);
        return log;
    }

    @Override
    public void begin(long epochMs) {}

    /** Step, code and verdict of each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        RequestRecord record = new RequestRecord();
        log.read(
                (type, buffer, index, length) -> {
                    record.wrap(buffer, index);
                    String step = record.step() < 0 ? "" : log.steps()[record.step()] + " ";
                    lines.add(step + record.code() + " " + record.verdict());
                },
                Integer.MAX_VALUE);
        return lines;
    }

    /** Of all of them. */
    long bytesOut() {
        long[] sum = new long[1];
        RequestRecord record = new RequestRecord();
        log.read(
                (type, buffer, index, length) ->
                        sum[0] += record.wrap(buffer, index).bytesOut(),
                Integer.MAX_VALUE);
        return sum[0];
    }
}
