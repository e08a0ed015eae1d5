// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

/**
 * For which AWS service requests are signed, and with whose keys. Its text shows no secret.
 *
 * @param sessionToken null when the keys are permanent
 */
public record AwsCredentials(
        String region, String service, String accessKeyId, String secretAccessKey, String sessionToken) {
    @Override
    public String toString() {
        return "aws:amz:" + region + ":" + service;
    }
}
