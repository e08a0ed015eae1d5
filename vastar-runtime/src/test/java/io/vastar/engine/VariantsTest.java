// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.plan.EngineOptions;
import io.vastar.plan.LoadPlan;
import io.vastar.spi.RequestContent;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantsTest {
    private static AgentShare share(int index, int agents, long requests, boolean random, Integer... weights) {
        List<RequestVariant> variants = Collections.nCopies(weights.length, RequestVariant.ofUrl("http://h/"));
        boolean weighted = List.of(weights).stream().anyMatch(weight -> weight > 1);
        RequestVariety variety =
                new RequestVariety("some", variants, weighted ? List.of(weights) : List.of(), random, 7);
        RequestSpec spec = RequestSpec.get("http://h/").with(RequestContent.NONE.with(variety));
        return new AgentShare(
                new LoadPlan("test", spec, 4, requests, 0, 0, 0, 0, EngineOptions.defaults()), index, agents);
    }

    private static List<Integer> take(Variants variants, int count) {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(variants.next());
        }
        return taken;
    }

    @Test
    void shouldSendInTurn() {
        assertThat(take(Variants.of(share(0, 1, 0, false, 1, 1, 1)), 7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void shouldSendEachOnceOverAllAgentsWhenThereIsARequestForEach() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            AgentShare share = share(i, 3, 7, false, 1, 1, 1, 1, 1, 1, 1);
            all.addAll(take(Variants.of(share), (int) share.requests()));
        }
        assertThat(all).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldBeginApartWhenTimeDecides() {
        assertThat(take(Variants.of(share(1, 2, 0, false, 1, 1, 1, 1)), 4)).containsExactly(2, 3, 0, 1);
    }

    @Test
    void shouldSpreadHeavierOnesEvenly() {
        assertThat(take(Variants.of(share(0, 1, 0, false, 6, 2)), 8)).containsExactly(0, 0, 1, 0, 0, 0, 1, 0);
        assertThat(Variants.round(List.of(1, 3)).length).isEqualTo(4);
    }

    @Test
    void shouldDrawByWeightAndRepeatBySeed() {
        Variants variants = Variants.of(share(0, 1, 0, true, 1, 9));
        List<Integer> taken = take(variants, 10_000);

        assertThat(Collections.frequency(taken, 1)).isBetween(8_800, 9_200);
        assertThat(take(Variants.of(share(0, 1, 0, true, 1, 9)), 100)).isEqualTo(taken.subList(0, 100));
        assertThat(take(Variants.of(share(1, 2, 0, true, 1, 9)), 1000)).isNotEqualTo(taken.subList(0, 1000));
    }

    @Test
    void shouldKnowThatThereIsOneRequestOnly() {
        LoadPlan plan = new LoadPlan("test", RequestSpec.get("http://h/"), 1, 1, 0, 0, 0, 0, EngineOptions.defaults());
        assertThat(Variants.of(new AgentShare(plan, 0, 1))).isNull();
    }
}
