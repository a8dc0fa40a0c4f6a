package org.patchbank.testing;

import org.testcontainers.DockerClientFactory;

/** Which images tests may use. */
public final class DockerImages {
    private DockerImages() {}

    /** Whether Docker runs and has this image: fetching one may take minutes to fail, so tests never do. */
    public static boolean isHere(String image) {
        try {
            DockerClientFactory docker = DockerClientFactory.instance();
            if (!docker.isDockerAvailable()) {
                return false;
            }
            docker.client().inspectImageCmd(image).exec();
            return true;
        } catch (RuntimeException absent) {
            return false;
        }
    }
}
