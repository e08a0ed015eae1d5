// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.ExpectDefinition;
import io.vastar.spi.FeederDefinition;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.ScenarioDefinition;
import io.vastar.spi.StepDefinition;
import io.vastar.spi.SweepDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** All texts of annotations in which placeholders may stand. */
final class DefinitionTexts {
    private DefinitionTexts() {}

    static List<String> of(LoadTestDefinition definition) {
        List<String> texts = new ArrayList<>(definition.headers());
        texts.add(definition.url());
        texts.add(definition.method());
        texts.add(definition.contentType());
        texts.add(definition.body());
        texts.add(definition.bodyFile());
        texts.add(definition.accept());
        texts.add(definition.basicAuth());
        texts.addAll(definition.content().texts());
        texts.addAll(definition.auth().texts());
        definition.options().map(text -> keep(texts, text));
        texts.add(definition.duration());
        texts.add(definition.timeout());
        texts.add(definition.connectTimeout());
        texts.add(definition.firstByteTimeout());
        texts.add(definition.drainTimeout());
        texts.add(definition.rate());
        texts.add(definition.arrival());
        texts.add(definition.stages());
        texts.add(definition.warmUp());
        texts.add(definition.slo());
        texts.add(body(definition.expect()));
        definition.transport().tls().map((name, text) -> {
            texts.add(text);
            return text;
        });
        definition.transport().proxy().map(text -> keep(texts, text));
        definition.transport().names().map(text -> keep(texts, text));
        SweepDefinition sweep = definition.sweep();
        if (sweep != null) {
            texts.add(sweep.conc());
            texts.add(sweep.pick());
            texts.add(sweep.vs());
            texts.add(sweep.vsMethod());
            texts.add(sweep.vsBody());
            texts.add(sweep.vsContentType());
            texts.add(sweep.refFromJson());
        }
        texts.removeIf(Objects::isNull);
        return texts;
    }

    static List<String> of(ScenarioDefinition scenario) {
        List<String> texts = new ArrayList<>();
        texts.add(scenario.pacing());
        for (StepDefinition step : scenario.steps()) {
            texts.add(step.thinkTime());
            texts.add(step.slo());
            texts.add(body(step.expect()));
        }
        for (FeederDefinition feeder : scenario.feeders()) {
            texts.add(feeder.file());
            texts.add(feeder.strategy());
        }
        texts.removeIf(Objects::isNull);
        return texts;
    }

    private static String keep(List<String> texts, String text) {
        texts.add(text);
        return text;
    }

    private static String body(ExpectDefinition expect) {
        return expect == null ? null : expect.body();
    }
}
