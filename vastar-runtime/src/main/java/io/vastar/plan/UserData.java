// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.ConfigurationException;

/** Whether there is data for all virtual users. */
final class UserData {
    private UserData() {}

    /**
     * Checks the feeders of a closed model, where it is known how many users there will be.
     *
     * @param sweep null for one run
     * @throws ConfigurationException when a feeder has too few records for giving each user one of its own
     */
    static void check(LoadPlan plan, SweepPlan sweep) {
        if (plan.model().isOpen()) {
            return;
        }
        int users = sweep == null ? plan.model().maxConcurrency() : highestLevel(sweep);
        for (ScenarioPlan scenario : plan.scenarios()) {
            for (int i = 0; i < scenario.feeds().size(); i++) {
                int most = scenario.feeds().get(i).mostUsers();
                if (most < users) {
                    throw new ConfigurationException("load test '" + plan.name() + "': feeder "
                            + scenario.code().definition().feeders().get(i).field() + " is unique and has " + most
                            + (most == 1 ? " record" : " records") + " for " + users
                            + " virtual users; use at most that many users, more records, or another strategy");
                }
            }
        }
    }

    private static int highestLevel(SweepPlan sweep) {
        int highest = sweep.baselineConcurrency();
        for (int level : sweep.conc().levels()) {
            highest = Math.max(highest, level);
        }
        return highest;
    }
}
