// SPDX-License-Identifier: Apache-2.0
package io.vastar.annotations.option;

/** What the text of an {@link Option} looks like. */
public enum Form {
    /** Any text. */
    TEXT,
    /** Bytes, such as {@code 256}, {@code 64KB} or {@code 1MiB}. */
    SIZE,
    /** A time, such as {@code 500ms} or {@code 10s}. */
    DURATION,
    /** One name, or several with their weights, such as {@code get:80,set:20}. */
    MIX,
    /** A file that is read before the run. */
    FILE
}
