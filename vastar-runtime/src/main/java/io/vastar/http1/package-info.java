// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP/1.1 over a byte transport: a request encoded once ({@link io.vastar.http1.RequestTemplate}) and an incremental
 * response parser that keeps no bytes ({@link io.vastar.http1.ResponseParser}), joined by {@link
 * io.vastar.http1.Http1Codec} for each connection. What user code composes and reads is an {@link
 * io.vastar.http1.HttpInteraction}. Start at {@link io.vastar.http1.Http1Provider}; from there the bytes go through
 * {@code io.vastar.lane.WireLane}.
 */
package io.vastar.http1;
