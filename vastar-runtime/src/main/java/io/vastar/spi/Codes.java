// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/**
 * What the codes of a protocol's responses mean: HTTP statuses, classes of SQLSTATE, the first words of errors. Asked before a
 * run and for reports, never for each exchange.
 */
public interface Codes {
    /** One code, 0, which is accepted. */
    Codes NONE = new Codes() {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public boolean accepted(int code) {
            return code == 0;
        }

        @Override
        public String label(int code) {
            return "ok";
        }
    };

    /** Codes run from 0 to this, exclusive. At most 1000; one beyond counts as 0. */
    int size();

    /** Whether a response with this code is what is expected where the user expects nothing else. */
    boolean accepted(int code);

    /** For reports: short, such as {@code 404 Not Found} or {@code MOVED}. */
    String label(int code);
}
