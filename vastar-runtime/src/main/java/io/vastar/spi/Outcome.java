// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** How an {@link Exchange} ended. */
public enum Outcome {
    /** Started, not yet ended. */
    PENDING,
    /** A whole response arrived; its code tells whether the target was content. */
    COMPLETED,
    /** It ended without a whole response; {@link Exchange#errorKind()} tells why. */
    FAILED,
    /** The run ended first. Neither a response nor an error. */
    ABORTED
}
