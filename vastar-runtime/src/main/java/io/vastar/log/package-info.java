// SPDX-License-Identifier: Apache-2.0
/**
 * Writes requests to files and databases, on a thread of its own: {@link io.vastar.log.RequestLogs} takes what the
 * agents put into their {@link io.vastar.record.RequestLog}s.
 */
package io.vastar.log;
