// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.List;

/**
 * How the names on the way to the target were looked up.
 *
 * @param names that were looked up, in order; empty when the URL has an address
 * @param tookNs how long the first look-up of all of them took; no request waits for it
 * @param addresses found last, as text
 * @param repeats how often they were looked up again
 * @param failures how many of these found nothing, so that the addresses stayed as they were
 */
public record LookUp(List<String> names, long tookNs, List<String> addresses, long repeats, long failures) {
    public LookUp {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
    }
}
