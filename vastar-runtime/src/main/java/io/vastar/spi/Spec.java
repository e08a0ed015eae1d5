// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** What the parts of a request's description have in common. */
final class Spec {
    private Spec() {}

    static <T> T first(T value, T otherwise) {
        return value != null ? value : otherwise;
    }
}
