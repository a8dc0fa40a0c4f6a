package org.patchbank.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingSettings;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.image.ImageDecoder;
import org.patchbank.image.ImageSettings;

/** Chooses the parts that compute: how images are decoded and embedded. */
@ApplicationScoped
class EngineProducer {
    @Produces
    @Singleton
    ImageDecoder imageDecoder(ImageSettings settings) {
        return new ImageDecoder(settings.limits());
    }

    @Produces
    @Singleton
    PatchEmbedders patchEmbedders(EmbeddingSettings settings) {
        return new DjlPatchEmbedders(new BackboneRegistry(settings.backbones()), settings.keepMemory());
    }
}
