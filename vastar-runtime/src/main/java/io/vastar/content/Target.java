// SPDX-License-Identifier: Apache-2.0
package io.vastar.content;

import io.vastar.spi.Header;
import java.util.List;

/**
 * One request of a file of targets.
 *
 * @param line where it begins, from 1
 * @param weight how often it is sent in relation to the others; at least 1
 * @param method null when the file says nothing
 * @param url absolute, or a path
 * @param headers in their order
 * @param body null when the file says nothing
 */
public record Target(int line, int weight, String method, String url, List<Header> headers, byte[] body) {}
