// SPDX-License-Identifier: Apache-2.0
package io.vastar.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** As much of DER (X.690) as wrapping an old private key into a PKCS#8 one takes. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_ID = 0x06;
    static final int SEQUENCE = 0x30;
    /** {@code [0] EXPLICIT}. */
    static final int CONTEXT_0 = 0xa0;

    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    private static final byte[] RSA_ENCRYPTION = {
        SEQUENCE, 13, OBJECT_ID, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };
    private static final byte[] EC_PUBLIC_KEY = {OBJECT_ID, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    private Der() {}

    /** A PKCS#8 key (RFC 5208) of an RSA key in the form of PKCS#1 (RFC 8017 A.1.2). */
    static byte[] pkcs8OfRsa(byte[] pkcs1) {
        return element(SEQUENCE, VERSION_0, RSA_ENCRYPTION, element(OCTET_STRING, pkcs1));
    }

    /**
     * A PKCS#8 key of an elliptic curve's key in the form of SEC 1 (RFC 5915).
     *
     * @throws IllegalArgumentException when the key does not name its curve
     */
    static byte[] pkcs8OfEc(byte[] sec1) {
        byte[] curve = content(content(sec1, SEQUENCE), CONTEXT_0);
        byte[] algorithm = element(SEQUENCE, EC_PUBLIC_KEY, curve);
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, sec1));
    }

    /** The content of the first element with this tag, among those that follow each other. */
    private static byte[] content(byte[] elements, int tag) {
        int at = 0;
        while (at + 1 < elements.length) {
            int lengthAt = at + 1;
            int length = elements[lengthAt] & 0xff;
            int from = lengthAt + 1;
            if (length > 127) {
                int count = length & 0x7f;
                length = 0;
                for (int i = 0; i < count && from < elements.length; i++) {
                    length = length << 8 | elements[from++] & 0xff;
                }
            }
            if (length < 0 || length > elements.length - from) {
                break;
            }
            if ((elements[at] & 0xff) == tag) {
                return Arrays.copyOfRange(elements, from, from + length);
            }
            at = from + length;
        }
        throw new IllegalArgumentException("it is not encoded as such a key");
    }

    private static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            all.writeBytes(content);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = all.size();
        if (length > 0xffff) {
            out.writeBytes(new byte[] {(byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length});
        } else if (length > 127) {
            out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
        } else {
            out.write(length);
        }
        out.writeBytes(all.toByteArray());
        return out.toByteArray();
    }
}
