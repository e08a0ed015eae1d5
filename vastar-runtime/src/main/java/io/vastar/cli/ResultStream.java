// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Stdout as it is: remembers why writing failed, which a PrintStream does not tell. */
final class ResultStream extends FilterOutputStream {
    private IOException failure;

    ResultStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** In words; null when all was written, or when the reader has simply gone ({@code | head}). */
    String failure() {
        String message = failure == null ? null : String.valueOf(failure.getMessage());
        return message == null || message.contains("Broken pipe") || message.contains("closed") ? null : message;
    }
}
