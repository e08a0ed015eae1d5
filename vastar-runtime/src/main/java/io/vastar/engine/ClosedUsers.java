// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.vastar.plan.LoadModel;

/**
 * The closed model: each virtual user begins its next iteration when the last one has ended, or when its pace allows. The
 * number of users may change over time; who is one too many rests after its iteration.
 */
final class ClosedUsers implements LoadSource {
    private static final double NS = 1e9;

    private final Iterations iterations;
    private final AgentParts parts;
    private final LoadModel model;
    private final Slot[] slots;
    private final int index;
    private final int agents;
    private final long periodNs;
    private final DueQueue pausing;
    private final Slot[] resting;
    private int restingCount;
    private int users;
    private long startNs;

    ClosedUsers(Iterations iterations, AgentShare share, AgentParts parts) {
        this.iterations = iterations;
        this.parts = parts;
        model = share.plan().model();
        slots = parts.slots();
        index = share.index();
        agents = share.agents();
        periodNs = model.perUserPerSec() > 0 ? (long) (NS / model.perUserPerSec()) : 0;
        pausing = new DueQueue(slots.length);
        resting = new Slot[slots.length];
    }

    @Override
    public void begin(long nowNs) {
        startNs = nowNs;
        users = target(nowNs);
        for (int i = slots.length - 1; i >= users; i--) {
            resting[restingCount++] = slots[i];
        }
        for (int i = 0; i < users; i++) {
            iterations.begin(slots[i], nowNs);
        }
    }

    private int target(long nowNs) {
        if (model.stages().isEmpty()) {
            return slots.length;
        }
        int all = model.usersAt(nowNs - startNs);
        return Math.min(slots.length, all / agents + (index < all % agents ? 1 : 0));
    }

    @Override
    public int beginDue(long nowNs) {
        int begun = 0;
        if (!model.stages().isEmpty()) {
            users = target(nowNs);
            while (restingCount > 0 && slots.length - restingCount < users) {
                iterations.begin(resting[--restingCount], nowNs);
                begun++;
            }
        }
        for (Slot slot = pausing.poll(nowNs); slot != null; slot = pausing.poll(nowNs)) {
            beginOrRest(slot, slot.dueNs);
            begun++;
        }
        return begun;
    }

    @Override
    public void ended(Slot slot, long nowNs) {
        long pacedNs = slot.iterationIntendedNs + Math.max(periodNs, parts.pacingNs(slot));
        if (pacedNs - nowNs > 0) {
            slot.dueNs = pacedNs;
            pausing.add(slot, pacedNs);
        } else {
            beginOrRest(slot, nowNs);
        }
    }

    private void beginOrRest(Slot slot, long nowNs) {
        if (slots.length - restingCount > users) {
            resting[restingCount++] = slot;
        } else {
            iterations.begin(slot, nowNs);
        }
    }

    @Override
    public long nextDueNs(long otherwiseNs) {
        return pausing.nextNs(otherwiseNs);
    }
}
