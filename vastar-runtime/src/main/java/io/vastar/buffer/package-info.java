// SPDX-License-Identifier: Apache-2.0
/**
 * What the protocols need to look at bytes in a buffer without copying them: {@link io.vastar.buffer.ByteScan} finds
 * bytes eight at a time, {@link io.vastar.buffer.Excerpt} shows bytes to people. Read next: {@code
 * io.vastar.http1.ResponseParser}, which is built on both.
 */
package io.vastar.buffer;
