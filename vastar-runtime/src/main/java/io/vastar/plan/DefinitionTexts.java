// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.SweepDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** All texts of a load test's annotations in which placeholders may stand. */
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
        texts.add(definition.duration());
        texts.add(definition.timeout());
        texts.add(definition.drainCap());
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
}
