// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ExpectDefinition;
import java.nio.charset.StandardCharsets;

/** What responses have to be, decided from what is annotated. */
final class Expectations {
    private static final int LOWEST_STATUS = 100;
    private static final int HIGHEST_STATUS = 599;

    private Expectations() {}

    /** @param definition may be null, and null comes back */
    static Expectation of(ExpectDefinition definition, String where, PlaceholderValues values) {
        if (definition == null) {
            return null;
        }
        for (int status : definition.status()) {
            if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
                throw new ConfigurationException(where + ", expected status " + status + " is out of range; use "
                        + LOWEST_STATUS + " to " + HIGHEST_STATUS);
            }
        }
        if (definition.maxBytes() < -1) {
            throw new ConfigurationException(where + ", expected maxBytes " + definition.maxBytes()
                    + " is negative; use 0 or more, or leave it out");
        }
        String body = definition.body() == null
                ? ""
                : values.said(where + ", expected body", definition.body()).text();
        return new Expectation(
                definition.status().stream()
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .distinct()
                        .toArray(),
                body.isEmpty() ? null : body.getBytes(StandardCharsets.UTF_8),
                definition.maxBytes() < 0 ? Long.MAX_VALUE : definition.maxBytes());
    }
}
