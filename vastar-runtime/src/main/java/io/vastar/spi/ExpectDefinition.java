// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;

/**
 * What a response has to be, as annotated; a response that is otherwise counts as a failed check.
 *
 * @param status accepted codes; empty accepts every 2xx
 * @param body text that the body must contain, may hold placeholders; null when anything will do
 * @param maxBytes largest body; -1 when any size will do
 */
public record ExpectDefinition(List<Integer> status, String body, long maxBytes) {
    public ExpectDefinition {
        status = List.copyOf(status);
    }
}
