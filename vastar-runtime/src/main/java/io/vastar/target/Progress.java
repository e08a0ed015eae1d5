// SPDX-License-Identifier: Apache-2.0
package io.vastar.target;

/** How far an {@link Answer} got. */
enum Progress {
    /** The response is complete; the connection lives on if the request and the response allow it. */
    DONE,
    /** No room in the output; to be called again when it is empty. */
    FULL,
    /** Nothing to send before {@link Reply#wakeNs}; to be called again then. */
    WAIT,
    /** What was written is sent, then the connection is closed with a FIN. */
    CLOSE,
    /** What was written is sent, then the connection is closed with an RST. */
    RESET,
    /** What was written is sent, then nothing more ever; the connection stays open until the client closes it. */
    HANG
}
