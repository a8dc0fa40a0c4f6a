package org.patchbank.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.patchbank.platform.s3.S3Options;

/** Where image bytes are kept. */
@ConfigMapping(prefix = "patchbank.image-store")
public interface ImageStoreSettings {
    /** Where images, maps and parameters are kept: {@code folder} or {@code s3}. */
    @WithDefault("folder")
    Kind kind();

    /** Of a store in a folder: where it is, if not the data folder. Nodes may share it. */
    Optional<Path> folder();

    S3 s3();

    /** The adapters there are. */
    enum Kind {
        /** A folder of this machine, or one that machines share. */
        FOLDER,
        /** A bucket, of Amazon or any other. */
        S3
    }

    /** A bucket and the way to it; read only where the images are kept in one. */
    interface S3 {
        /** The bucket, which must be there. */
        Optional<String> bucket();

        /** In front of every key, so that a bucket can be shared. */
        Optional<String> prefix();

        /** Of a store other than Amazon's, e.g. http://minio:9000. */
        Optional<URI> endpoint();

        /** Region of the store. */
        @WithDefault("us-east-1")
        String region();

        /** Without keys: what the AWS SDK finds in its variables and files, or is given by the machine. */
        Optional<String> accessKey();

        /** Secret of the access key. */
        Optional<String> secretKey();

        /** The bucket in the path of a URL; unless told otherwise, where an endpoint is named. */
        Optional<Boolean> pathStyle();

        /** Longest wait for a connection. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** Longest wait for a call with its repetitions. */
        @WithDefault("20s")
        Duration callTimeout();

        default S3Options options() {
            return new S3Options(
                    bucket().orElse(""),
                    prefix().orElse(""),
                    endpoint(),
                    region(),
                    S3Options.Keys.of(accessKey(), secretKey()),
                    pathStyle().orElse(endpoint().isPresent()),
                    connectTimeout(),
                    callTimeout());
        }
    }
}
