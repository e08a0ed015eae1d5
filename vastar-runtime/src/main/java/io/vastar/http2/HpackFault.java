// SPDX-License-Identifier: Apache-2.0
package io.vastar.http2;

/** A way in which a header block can break HPACK (RFC 7541): no later block of the connection can be understood. */
enum HpackFault {
    TRUNCATED("a header block ends in the middle of a field"),
    INTEGER_OVERFLOW("a number in a header block is larger than 2^31-1 or written with too many bytes"),
    INDEX_ZERO("a header block refers to the index 0, which has no field"),
    INDEX_UNKNOWN("a header block refers to an index beyond the end of the table"),
    STRING_TOO_LONG("a string in a header block is longer than the rest of the block"),
    HUFFMAN("a string in a header block is not the Huffman code of anything"),
    TABLE_SIZE_TOO_LARGE("a header block makes the dynamic table larger than SETTINGS_HEADER_TABLE_SIZE allows"),
    TABLE_SIZE_LATE("a header block changes the size of the dynamic table after its first field"),
    TABLE_SIZE_MISSING("a header block does not shrink the dynamic table as SETTINGS_HEADER_TABLE_SIZE demands");

    private final String sentence;

    HpackFault(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
