// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

/**
 * The head caches of one lane. One is enough for a request that is repeated; the requests of a scenario get answers with
 * different heads in turn. Answers to HEAD have caches of their own, since the same bytes mean another end of the message.
 * Owned by the agent thread.
 */
final class HeadCaches {
    /** For one repeated request. */
    static final int ONE = 1;
    /** For scenarios. */
    static final int SEVERAL = 8;

    private final HeadCache[] normal;
    private final HeadCache[] toHead;
    private int oldest;

    HeadCaches(int ways) {
        normal = new HeadCache[ways];
        toHead = new HeadCache[ways];
        for (int i = 0; i < ways; i++) {
            normal[i] = new HeadCache();
            toHead[i] = new HeadCache();
        }
    }

    HeadCache[] ways(boolean forHead) {
        return forHead ? toHead : normal;
    }

    /** Where the next head that none of the ways knows is to be kept. */
    HeadCache replaceable(boolean forHead) {
        HeadCache[] ways = ways(forHead);
        oldest = oldest + 1 < ways.length ? oldest + 1 : 0;
        return ways[oldest];
    }
}
