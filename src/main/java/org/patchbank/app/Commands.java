package org.patchbank.app;

import java.nio.file.Path;
import java.util.List;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.EnrolCommand;
import org.patchbank.evaluation.EvaluateCommand;
import org.patchbank.evaluation.InspectCommand;
import org.patchbank.evaluation.benchmark.BenchmarkCommand;
import org.patchbank.evaluation.compare.CompareCommand;
import org.patchbank.evaluation.demo.DemoCommand;
import org.patchbank.evaluation.seed.SeedCommand;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives each command what it works with. Making a command must cost nothing: help makes some of them too. */
final class Commands implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        Object command = command(type);
        return command == null ? CommandLine.defaultFactory().create(type) : type.cast(command);
    }

    private static Object command(Class<?> type) {
        if (type == DemoCommand.class) {
            return new DemoCommand(LocalServer::start);
        }
        if (type == EnrolCommand.class) {
            return new EnrolCommand(LocalServer::start);
        }
        if (type == InspectCommand.class) {
            return new InspectCommand(LocalServer::start);
        }
        if (type == SeedCommand.class) {
            return new SeedCommand(LocalServer::start);
        }
        if (type == EvaluateCommand.class) {
            return new EvaluateCommand(new Backbones());
        }
        if (type == CompareCommand.class) {
            return new CompareCommand(new Backbones());
        }
        if (type == BenchmarkCommand.class) {
            return new BenchmarkCommand(new Backbones());
        }
        return null;
    }

    /** Looks for backbones only when one is wanted: help asks for the commands too, and has to be quick. */
    private static final class Backbones implements PatchEmbedders {
        @Override
        public PatchEmbedder open(EmbeddingSpec spec, int threads) {
            return embedders().open(spec, threads);
        }

        @Override
        public List<String> layers(EmbeddingSpec spec) {
            return embedders().layers(spec);
        }

        private static PatchEmbedders embedders() {
            return new DjlPatchEmbedders(new BackboneRegistry(
                    StartSettings.read().get("patchbank.embedding.backbones").map(Path::of)));
        }
    }
}
