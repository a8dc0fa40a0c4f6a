package org.patchbank.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingSettings;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageSettings;
import org.patchbank.image.codec.Thumbnails;
import org.patchbank.platform.storage.ImageStore;

/** Chooses the parts that compute: how images are decoded and embedded. */
@ApplicationScoped
class EngineProducer {
    private static final long THUMBNAIL_BYTES = 24L << 20;

    @Produces
    @Singleton
    ImageDecoder imageDecoder(ImageSettings settings) {
        return new ImageDecoder(settings.limits());
    }

    @Produces
    @Singleton
    Thumbnails thumbnails(ImageDecoder decoder, ImageStore store) {
        int halfOfTheCores = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new Thumbnails(decoder, store, THUMBNAIL_BYTES, halfOfTheCores);
    }

    @Produces
    @Singleton
    PatchEmbedders patchEmbedders(EmbeddingSettings settings) {
        return new DjlPatchEmbedders(new BackboneRegistry(settings.backbones()), settings.keepMemory());
    }
}
