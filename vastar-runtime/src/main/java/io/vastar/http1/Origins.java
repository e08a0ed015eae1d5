// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a load test's own requests go. Immutable, any thread. */
public final class Origins {
    private final Origin own;

    /** Of each of the different requests; null where all go to the one. */
    private final Origin[] byVariant;

    private Origins(Origin own, Origin[] byVariant) {
        this.own = own;
        this.byVariant = byVariant;
    }

    /** @throws io.vastar.spi.ConfigurationException when one has no URL that can be requested */
    public static Origins of(RequestSpec spec) {
        Origin own = Origin.of(HttpUrl.parse(spec.url()));
        if (spec.content().variety() == null) {
            return new Origins(own, null);
        }
        List<RequestVariant> variants = spec.content().variety().variants();
        Map<Origin, Origin> known = new HashMap<>(Map.of(own, own));
        Origin[] all = new Origin[variants.size()];
        boolean several = false;
        for (int i = 0; i < all.length; i++) {
            String url = variants.get(i).url();
            Origin origin = url == null ? own : Origin.of(HttpUrl.parse(url));
            all[i] = known.computeIfAbsent(origin, first -> first);
            several |= all[i] != own;
        }
        return new Origins(own, several ? all : null);
    }

    /** Of the load test's URL. */
    public Origin own() {
        return own;
    }

    /** Whether requests go to others than the own one. */
    public boolean several() {
        return byVariant != null;
    }

    /** Of one of the different requests; always the same object for the same origin. */
    public Origin of(int variant) {
        return byVariant == null ? own : byVariant[variant];
    }

    /** Whether one of the load test's own requests goes there: what authorizes them is meant for it. */
    public boolean has(Origin origin) {
        if (origin.equals(own)) {
            return true;
        }
        for (int i = 0; byVariant != null && i < byVariant.length; i++) {
            if (byVariant[i].equals(origin)) {
                return true;
            }
        }
        return false;
    }
}
