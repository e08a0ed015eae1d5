// SPDX-License-Identifier: Apache-2.0
// A jar does not keep the permissions of its files
new File(new File(request.outputDirectory, request.artifactId), 'run').setExecutable(true, false)
