// SPDX-License-Identifier: Apache-2.0
package io.vastar.echo;

import io.vastar.spi.Codes;

/** 0 for an echo, 1 for a refusal. */
final class EchoCodes implements Codes {
    @Override
    public int size() {
        return 2;
    }

    @Override
    public boolean accepted(int code) {
        return code == 0;
    }

    @Override
    public String label(int code) {
        return code == 0 ? "ok" : "refused";
    }
}
