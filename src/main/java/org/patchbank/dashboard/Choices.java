package org.patchbank.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.factory.Factories;
import org.patchbank.factory.Factory;
import org.patchbank.inspection.verdict.DefectType;
import org.patchbank.inspection.verdict.DefectTypes;

/** What filters offer: what is deployed, not what was ever inspected, since that would have to be searched for. */
@ApplicationScoped
class Choices {
    private final Deployments deployments;
    private final Factories factories;
    private final DefectTypes types;

    Choices(Deployments deployments, Factories factories, DefectTypes types) {
        this.deployments = deployments;
        this.factories = factories;
        this.types = types;
    }

    /** @param defectTypes of the product, retired ones too; empty where none is chosen */
    record Offered(List<String> products, List<String> lines, List<String> factories, List<DefectType> defectTypes) {}

    /** @param product or null or blank; its lines are offered alone then */
    Offered of(String product) {
        Optional<String> chosen = Optional.ofNullable(product).filter(name -> !name.isBlank());
        List<Deployment> all = deployments.list(null, null);
        return new Offered(
                sorted(all.stream(), Deployment::product),
                sorted(
                        all.stream()
                                .filter(one -> chosen.isEmpty() || one.product().equals(chosen.get())),
                        Deployment::line),
                factories.list().stream().map(Factory::name).toList(),
                chosen.map(name -> types.list(name, true)).orElse(List.of()));
    }

    private static List<String> sorted(Stream<Deployment> deployments, Function<Deployment, String> name) {
        return deployments.map(name).distinct().sorted().toList();
    }
}
