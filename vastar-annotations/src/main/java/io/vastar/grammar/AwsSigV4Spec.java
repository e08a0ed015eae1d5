// SPDX-License-Identifier: Apache-2.0
package io.vastar.grammar;

/**
 * Which AWS service requests are signed for, as curl and oha write it: {@code aws:amz:REGION:SERVICE}. Region and service
 * may be left out where the host tells them, as {@code sqs.eu-west-1.amazonaws.com} does.
 *
 * @param region null when not given
 * @param service null when not given
 */
public record AwsSigV4Spec(String region, String service) {
    private static final String FORM = "write aws:amz:REGION:SERVICE, as in aws:amz:eu-west-1:sqs";

    /** @throws GrammarException when it is of another form */
    public static AwsSigV4Spec parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length < 2 || parts.length > 4 || !parts[0].equals("aws") || !parts[1].equals("amz")) {
            throw new GrammarException("'" + text + "' does not say how to sign for AWS; " + FORM);
        }
        for (int i = 2; i < parts.length; i++) {
            if (!parts[i].matches("[A-Za-z0-9-]+")) {
                throw new GrammarException("'" + parts[i] + "' in '" + text + "' is not the name of a "
                        + (i == 2 ? "region" : "service") + "; " + FORM);
            }
        }
        return new AwsSigV4Spec(parts.length > 2 ? parts[2] : null, parts.length > 3 ? parts[3] : null);
    }

    /**
     * Fills in what was not given from the name of a host.
     *
     * @throws GrammarException when the host does not tell
     */
    public AwsSigV4Spec forHost(String host) {
        if (region != null && service != null) {
            return this;
        }
        String[] labels = host.split("\\.");
        int from = labels.length - 4;
        if (from < 0 || !labels[from + 2].equals("amazonaws") || !labels[from + 3].equals("com")) {
            throw new GrammarException("the host '" + host + "' does not tell the AWS "
                    + (region == null ? "region and service" : "service") + "; " + FORM);
        }
        return new AwsSigV4Spec(region == null ? labels[from + 1] : region, labels[from]);
    }
}
