// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.pace.ThinkTime;
import io.vastar.spi.Feed;
import io.vastar.spi.Scenario;
import io.vastar.spi.ScenarioDefinition;
import java.util.List;

/**
 * A scenario, decided.
 *
 * @param code makes the virtual users
 * @param weight share in the mix, relative to the others
 * @param pacingNs from the start of an iteration to that of the user's next one, at least; 0 does not pace
 * @param steps empty unless it is a scenario of steps
 * @param feeds in the order of the definition, loaded
 */
public record ScenarioPlan(
        Scenario code,
        String name,
        ScenarioDefinition.Kind kind,
        int weight,
        long pacingNs,
        boolean keepsCookies,
        List<Step> steps,
        List<Feed> feeds) {
    public ScenarioPlan {
        steps = List.copyOf(steps);
        feeds = List.copyOf(feeds);
    }

    /**
     * @param name unique in the plan: the scenario's name comes first where two have a step of the same name
     * @param method name by which user code knows it
     * @param transaction null when it is in none
     * @param thinkTime after the step; null for none
     * @param reads whether user code reads the response
     * @param expect null accepts every 2xx
     */
    public record Step(
            String name, String method, String transaction, ThinkTime thinkTime, boolean reads, Expectation expect) {}
}
