// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.engine.RunListener;
import io.vastar.plan.LoadPlan;
import io.vastar.record.RequestLog;
import io.vastar.record.RequestLogging;
import io.vastar.record.RequestRecord;
import io.vastar.record.TrialResult;
import io.vastar.report.DebugText;
import io.vastar.report.WireCapture;
import io.vastar.spi.TargetUnreachableException;
import io.vastar.spi.WireTap;
import java.util.ArrayList;
import java.util.List;

/** Sends one request by the way of all others, and prints what went over the wire. */
final class DebugRun implements RunListener, RequestLogging {
    private static final int RING_BYTES = 1 << 18;

    private final Context context;
    private final boolean secrets;
    private final WireCapture capture = new WireCapture();
    private final RequestLog log = new RequestLog(RING_BYTES, 1, 1);

    DebugRun(Context context, boolean secrets) {
        this.context = context;
        this.secrets = secrets;
    }

    /** The result of one iteration of this plan. */
    TrialResult run(LoadPlan plan) {
        Services.LoadEngine engine = context.services().engine();
        context.interruption().stopWith(engine::stop);
        TrialResult result = engine.run(plan.once(), this);
        List<DebugText.Ended> ended = new ArrayList<>();
        RequestRecord record = new RequestRecord();
        log.read(
                (type, buffer, index, length) -> {
                    record.wrap(buffer, index);
                    ended.add(DebugText.Ended.of(record, record.step() < 0 ? null : log.steps()[record.step()]));
                },
                Integer.MAX_VALUE);
        new Results(context, OutputFormat.TEXT).print(new DebugText(secrets).render(result, capture, ended));
        return result;
    }

    /**
     * Runs one plan without an objective.
     *
     * @throws TargetUnreachableException when no connection could be opened
     */
    static TestOutcome outcome(Context context, String name, LoadPlan plan, boolean secrets) {
        TrialResult result = new DebugRun(context, secrets).run(plan);
        return new Trial(context, false).outcome(name, new Services.Measured(plan, result, List.of()), false);
    }

    @Override
    public void onProgress(Progress progress) {}

    @Override
    public RequestLogging log() {
        return this;
    }

    @Override
    public WireTap tap() {
        return capture;
    }

    @Override
    public RequestLog open(int agent, int agents, List<String> steps) {
        log.reset(steps);
        return log;
    }

    @Override
    public void begin(long epochMs) {}
}
