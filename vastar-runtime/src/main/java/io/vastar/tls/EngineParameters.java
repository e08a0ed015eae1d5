// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import javax.net.ssl.SSLParameters;

/**
 * What an engine is told, with the groups of its key exchange on every Java: the JDK has them from version 20 on, and
 * Conscrypt looks for the method by name, for each connection, at the price of an exception where there is none. Public for
 * that look only.
 */
public final class EngineParameters extends SSLParameters {
    private final String[] namedGroups;

    /** @param namedGroups null for the engine's own */
    EngineParameters(String[] namedGroups) {
        this.namedGroups = namedGroups;
    }

    /** The groups to offer (RFC 8446 §4.2.7), the first one with a key share; null for the engine's own. */
    public String[] getNamedGroups() {
        return namedGroups == null ? null : namedGroups.clone();
    }
}
