// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP/2 (RFC 9113) without a connection: what turns bytes into frames and fields, and back. {@link
 * io.vastar.http2.FrameReader} takes pieces of any size and calls a {@link io.vastar.http2.FrameHandler}; {@link
 * io.vastar.http2.HeadBlocks} reads header blocks through {@link io.vastar.http2.HpackDecoder}; {@link
 * io.vastar.http2.FrameWriter} and {@link io.vastar.http2.RequestBlocks} write what a client sends.
 */
package io.vastar.http2;
