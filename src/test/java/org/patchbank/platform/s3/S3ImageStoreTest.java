package org.patchbank.platform.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.platform.storage.ImageStoreContract;
import org.patchbank.platform.storage.StoredBytes;
import org.patchbank.testing.S3Server;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ImageStoreTest implements ImageStoreContract {
    private S3Options options;
    private S3ImageStore store;
    private S3Client client;

    @BeforeAll
    void open() {
        options = S3Buckets.fresh("/line-1/");
        store = new S3ImageStore(options);
        client = S3Clients.client(options);
    }

    @AfterAll
    void close() {
        if (store != null) {
            store.close();
            client.close();
        }
    }

    @Override
    public ImageStore store() {
        return store;
    }

    @Override
    public void damage(BlobKind kind, String sha256, byte[] instead) {
        client.putObject(
                request -> request.bucket(options.bucket()).key("line-1/" + StoredBytes.place(kind, sha256)),
                RequestBody.fromBytes(instead));
    }

    @Test
    void objects_lie_under_prefix_and_sha256() {
        store.put(BlobKind.IMAGE, "abc".getBytes(UTF_8));
        List<S3Object> found = client.listObjectsV2(
                        request -> request.bucket(options.bucket()).prefix("line-1/images/ba/78/"))
                .contents();
        assertThat(found).extracting(S3Object::key).containsExactly("line-1/images/ba/78/" + ABC);
    }

    @Test
    void second_put_leaves_the_object_as_it_is() throws InterruptedException {
        String key = "line-1/" + StoredBytes.place(BlobKind.MAP, store.put(BlobKind.MAP, new byte[] {1}));
        var first = client.headObject(
                        request -> request.bucket(options.bucket()).key(key))
                .lastModified();
        Thread.sleep(1100); // times are whole seconds
        store.put(BlobKind.MAP, new byte[] {1});
        assertThat(client.headObject(request -> request.bucket(options.bucket()).key(key))
                        .lastModified())
                .isEqualTo(first);
    }

    @Test
    void bucket_that_is_not_there_is_named_with_a_remedy() {
        try (S3ImageStore lost = new S3ImageStore(S3Buckets.options(S3Server.address(), "nobodys-bucket", ""))) {
            assertUnavailable(lost::check, "nobodys-bucket");
            assertUnavailable(() -> lost.put(BlobKind.IMAGE, new byte[] {1}), "nobodys-bucket");
            assertUnavailable(() -> lost.read(BlobKind.IMAGE, ABC), "nobodys-bucket");
        }
    }

    @Test
    void wrong_keys_are_named_with_a_remedy() {
        S3Options wrong = new S3Options(
                options.bucket(),
                options.prefix(),
                options.endpoint(),
                options.region(),
                java.util.Optional.of(new S3Options.Keys("somebody", "not-the-secret")),
                true,
                options.connectTimeout(),
                options.callTimeout());
        try (S3ImageStore stranger = new S3ImageStore(wrong)) {
            assertUnavailable(stranger::check, "access-key");
            assertUnavailable(() -> stranger.put(BlobKind.IMAGE, new byte[] {1}), "access-key");
        }
    }

    private static void assertUnavailable(Runnable call, String named) {
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformError.STORE_UNAVAILABLE))
                .satisfies(e -> assertThat(e.remedy()).contains(named));
    }
}
