// SPDX-License-Identifier: Apache-2.0
/**
 * TLS over any connector: {@link io.vastar.tls.TlsClient} is made of what the user said, and its connectors open wires that
 * encrypt. {@link io.vastar.tls.TlsWire} is the file to read first.
 */
package io.vastar.tls;
