// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * How requests are authorized, in the user's terms. Null means that nothing is specified. Texts of annotations may hold placeholders.
 */
public final class AuthDefinition {
    private String basic;
    private String bearer;
    private String digest;
    private String aws;
    private String awsKey;
    private String awsSessionToken;
    private boolean digestFromBasic;

    private AuthDefinition() {}

    /** Says nothing yet. Called by generated code. */
    public static AuthDefinition create() {
        return new AuthDefinition();
    }

    /** {@code user:password} for Basic authentication. */
    public AuthDefinition basic(String value) {
        basic = value;
        return this;
    }

    /** Token sent as {@code Authorization: Bearer}. */
    public AuthDefinition bearer(String value) {
        bearer = value;
        return this;
    }

    /** {@code user:password} for Digest authentication. */
    public AuthDefinition digest(String value) {
        digest = value;
        return this;
    }

    /** Digest authentication with the credentials that are given for Basic authentication. */
    public AuthDefinition digestFromBasic(boolean value) {
        digestFromBasic = value;
        return this;
    }

    /** As {@link io.vastar.grammar.AwsSigV4Spec} reads it. */
    public AuthDefinition awsSigV4(String value) {
        aws = value;
        return this;
    }

    /** {@code key:secret}; the environment tells them else. */
    public AuthDefinition awsKey(String value) {
        awsKey = value;
        return this;
    }

    /** Of temporary keys. */
    public AuthDefinition awsSessionToken(String value) {
        awsSessionToken = value;
        return this;
    }

    public String basic() {
        return basic;
    }

    public String bearer() {
        return bearer;
    }

    public String digest() {
        return digest;
    }

    public boolean digestFromBasic() {
        return digestFromBasic;
    }

    public String awsSigV4() {
        return aws;
    }

    public String awsKey() {
        return awsKey;
    }

    public String awsSessionToken() {
        return awsSessionToken;
    }

    /** Whether it says anything. */
    public boolean isGiven() {
        return basic != null
                || bearer != null
                || digest != null
                || digestFromBasic
                || aws != null
                || awsSessionToken != null;
    }

    /** All texts, in which placeholders may stand. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (String text : new String[] {basic, bearer, digest, aws, awsKey, awsSessionToken}) {
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }
}
