// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.AwsSigV4Spec;
import io.vastar.grammar.GrammarException;
import io.vastar.grammar.HeaderLine;
import io.vastar.grammar.TargetUrl;
import io.vastar.spi.AuthDefinition;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Header;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.RequestVariety;
import java.util.List;
import java.util.Set;

/**
 * Decides how requests are authorized. What the command line says of it replaces all that the annotation says, but for
 * the credentials of {@code -a}, which serve the annotation's way. No message shows a secret.
 */
final class AuthPlanner {
    private final LoadTestDefinition definition;
    private final Overrides.Request request;
    private final PlaceholderValues values;
    private final boolean given;
    private final AuthDefinition source;

    AuthPlanner(LoadTestDefinition definition, Overrides.Request request, PlaceholderValues values) {
        this.definition = definition;
        this.request = request;
        this.values = values;
        boolean basicReplaces = request.basicAuth() != null && definition.auth().bearer() != null;
        given = request.auth().isGiven() || basicReplaces;
        source = given ? request.auth() : definition.auth();
        check();
    }

    /** For Basic authentication; null when there is none. */
    String basic() {
        return isBasic() ? credentials() : null;
    }

    /** For Digest authentication; null when there is none. */
    String digest() {
        if (source.digest() != null) {
            return request.basicAuth() != null ? credentials() : pair(text(source.digest(), "digest"), "@Auth digest");
        }
        if (!source.digestFromBasic()) {
            return null;
        }
        String credentials = credentials();
        if (credentials == null) {
            throw new ConfigurationException(
                    "--digest needs a user and a password; add -a user:password, or leave --digest out");
        }
        return credentials;
    }

    /** The header of a bearer token; null when there is none. */
    Header bearer() {
        if (source.bearer() == null) {
            return null;
        }
        String token = text(source.bearer(), "bearer");
        String where = given ? "--bearer" : "load test '" + definition.name() + "', @Auth bearer";
        if (token.isBlank()) {
            throw new ConfigurationException(where + ": the token is empty; write one, or leave it out");
        }
        if (token.chars().anyMatch(c -> Character.isISOControl(c) || c == ' ')) {
            throw new ConfigurationException(
                    where + ": the token has a space or a control character; write the token alone");
        }
        return new Header(
                "Authorization",
                "Bearer " + HeaderLine.parse("Authorization:" + token).value());
    }

    /**
     * Keys and service for AWS; null when nothing is signed.
     *
     * @param url of the load test, whose host may tell region and service
     * @param variety null when there is one request
     */
    AwsCredentials aws(String url, RequestVariety variety) {
        AwsCredentials credentials = aws(url);
        for (String origin : credentials == null || variety == null ? Set.<String>of() : Urls.origins(url, variety)) {
            if (!aws(origin).equals(credentials)) {
                throw new ConfigurationException(
                        (given ? "--aws-sigv4" : "load test '" + definition.name() + "', @Auth awsSigV4")
                                + ": the hosts of the targets tell other regions or services than "
                                + credentials.region() + " and "
                                + credentials.service()
                                + "; write aws:amz:REGION:SERVICE for all, or use a file for each");
            }
        }
        return credentials;
    }

    private AwsCredentials aws(String url) {
        if (source.awsSigV4() == null) {
            return null;
        }
        AwsSigV4Spec spec;
        String where = given ? "--aws-sigv4" : "load test '" + definition.name() + "', @Auth awsSigV4";
        try {
            spec = AwsSigV4Spec.parse(text(source.awsSigV4(), "awsSigV4"))
                    .forHost(String.valueOf(TargetUrl.parse(url).host()));
        } catch (GrammarException e) {
            throw new ConfigurationException(where + ": " + e.getMessage(), e);
        }
        String pair = request.basicAuth() != null
                ? request.basicAuth()
                : source.awsKey() != null ? text(source.awsKey(), "awsKey") : annotatedBasic();
        String token = text(source.awsSessionToken(), "awsSessionToken");
        if (pair == null) {
            String id = values.environment("AWS_ACCESS_KEY_ID");
            String secret = values.environment("AWS_SECRET_ACCESS_KEY");
            if (id == null || secret == null) {
                throw new ConfigurationException(where + ": there are no keys to sign with; add -a key:secret, or set"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment");
            }
            return new AwsCredentials(
                    spec.region(),
                    spec.service(),
                    id,
                    secret,
                    token != null ? token : values.environment("AWS_SESSION_TOKEN"));
        }
        int colon = pair(pair, "-a").indexOf(':');
        return new AwsCredentials(
                spec.region(), spec.service(), pair.substring(0, colon), pair.substring(colon + 1), token);
    }

    /** @throws ConfigurationException when a header of the user does what is done here */
    void checkHeaders(List<Header> headers) {
        boolean written = headers.stream().anyMatch(header -> header.name().equalsIgnoreCase("Authorization"));
        if (written
                && (source.bearer() != null
                        || source.digest() != null
                        || source.digestFromBasic()
                        || source.awsSigV4() != null)) {
            throw new ConfigurationException(
                    "a header Authorization and " + way(source, given) + " both authorize the requests; leave one out");
        }
    }

    private void check() {
        int ways = (source.basic() != null ? 1 : 0)
                + (source.bearer() != null ? 1 : 0)
                + (source.digest() != null || source.digestFromBasic() ? 1 : 0)
                + (source.awsSigV4() != null ? 1 : 0);
        if (ways > 1) {
            throw new ConfigurationException((given ? "" : "load test '" + definition.name() + "': ")
                    + "basic, bearer, digest and AWS signatures exclude each other; leave all out but one");
        }
        if (source.bearer() != null && (given ? request.basicAuth() : definition.basicAuth()) != null) {
            throw new ConfigurationException(
                    (given ? "--bearer and -a" : "load test '" + definition.name() + "': bearer and basicAuth")
                            + " exclude each other; leave one out");
        }
        if (source.awsSessionToken() != null && source.awsSigV4() == null) {
            throw new ConfigurationException(
                    (given ? "--aws-session-token" : "load test '" + definition.name() + "', @Auth awsSessionToken")
                            + " does nothing without --aws-sigv4; add it, or leave this out");
        }
    }

    private boolean isBasic() {
        return source.bearer() == null
                && source.digest() == null
                && !source.digestFromBasic()
                && source.awsSigV4() == null;
    }

    private static String way(AuthDefinition source, boolean given) {
        String flag = source.bearer() != null ? "--bearer" : source.awsSigV4() != null ? "--aws-sigv4" : "--digest";
        return given ? flag : "@Auth";
    }

    /** {@code user:password} of -a, or of the annotation. */
    private String credentials() {
        if (request.basicAuth() != null) {
            return pair(request.basicAuth(), "-a");
        }
        String pair = annotatedBasic();
        return pair == null ? null : pair(pair, "load test '" + definition.name() + "', " + basicAttribute());
    }

    /** {@code user:password} of the annotations; null when there is none. */
    private String annotatedBasic() {
        String own = definition.auth().basic();
        return values.resolve(own != null ? own : definition.basicAuth(), definition.name(), basicAttribute());
    }

    private String basicAttribute() {
        return definition.auth().basic() != null ? "@Auth basic" : "basicAuth";
    }

    private String pair(String text, String where) {
        if (text.indexOf(':') < 0) {
            throw new ConfigurationException(where + ": the credentials have no ':' between name and secret; write"
                    + " user:password (basicAuth or @Auth in annotations)");
        }
        return text;
    }

    private String text(String text, String attribute) {
        return given ? text : values.resolve(text, definition.name(), attribute);
    }
}
