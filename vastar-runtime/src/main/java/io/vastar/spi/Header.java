// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/** One request header as the user wrote it. */
public record Header(String name, String value) {}
