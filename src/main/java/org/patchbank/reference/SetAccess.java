package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.PatchbankException;

/**
 * What a node may do with a reference set. Its owner's nodes may do everything; those of a factory that it is shared with may
 * list, read and deploy; to all others it is not there.
 */
@ApplicationScoped
class SetAccess {
    /** Which sets this node may see; {@code :own} is its factory. */
    static final String VISIBLE = visible("");

    private final NodeFactory own;

    SetAccess(NodeFactory own) {
        this.own = own;
    }

    /** The same of sets under another name, such as {@code "s."}. */
    static String visible(String set) {
        return "(%1$sfactory = :own or %1$ssharedWithAll = true".formatted(set)
                + " or %sid in (select share.referenceSetId from SetShare share where share.factory = :own))"
                        .formatted(set);
    }

    String own() {
        return own.name();
    }

    /**
     * A set that this node may read. A name means the own factory's set before another's.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code REFERENCE_SET_AMBIGUOUS}
     */
    ReferenceSet readable(String idOrName) {
        return byId(idOrName)
                .filter(this::mayRead)
                .or(() -> named(idOrName))
                .orElseThrow(() -> new PatchbankException(
                        ReferenceError.REFERENCE_SET_NOT_FOUND,
                        "There is no reference set '" + idOrName + "'.",
                        "GET /api/v1/reference-sets lists them; POST to it makes one. Another factory's set is there once"
                                + " that factory shares it."));
    }

    /**
     * A set that this node may change.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code REFERENCE_SET_READ_ONLY}
     */
    ReferenceSet changeable(String idOrName) {
        ReferenceSet set = readable(idOrName);
        if (!set.factory.equals(own.name())) {
            throw new PatchbankException(
                    ReferenceError.REFERENCE_SET_READ_ONLY,
                    "Reference set '%s' belongs to factory '%s', which shares it read-only with factory '%s'."
                            .formatted(set.name, set.factory, own.name()),
                    "Deploy its versions, or ask a node of factory '%s' for the change; a set of your own may hold images of"
                                    .formatted(set.factory)
                            + " your own.");
        }
        return set;
    }

    /** @throws PatchbankException {@code IMAGES_ELSEWHERE} if its images stay with another factory */
    void requireImagesHere(ReferenceSet set) {
        if (set.images == ImagePlace.OWN_FACTORY && !set.factory.equals(own.name())) {
            throw imagesElsewhere(set, "The images of reference set '%s' stay in the store of factory '%s'.", null);
        }
    }

    static PatchbankException imagesElsewhere(ReferenceSet set, String what, Throwable cause) {
        return new PatchbankException(
                ReferenceError.IMAGES_ELSEWHERE,
                what.formatted(set.name, set.factory),
                "Ask a node of factory '%s'.".formatted(set.factory),
                cause);
    }

    boolean isOwn(ReferenceSet set) {
        return set.factory.equals(own.name());
    }

    private boolean mayRead(ReferenceSet set) {
        return isOwn(set) || set.sharedWithAll || SetShare.of(set).with(own.name());
    }

    private Optional<ReferenceSet> named(String name) {
        List<ReferenceSet> found = ReferenceSet.<ReferenceSet>list("name", name).stream()
                .filter(this::mayRead)
                .toList();
        Optional<ReferenceSet> ours = found.stream().filter(this::isOwn).findFirst();
        if (ours.isEmpty() && found.size() > 1) {
            throw new PatchbankException(
                    ReferenceError.REFERENCE_SET_AMBIGUOUS,
                    "The factories %s share a reference set '%s' each."
                            .formatted(
                                    String.join(
                                            ", ",
                                            found.stream()
                                                    .map(set -> set.factory)
                                                    .sorted()
                                                    .toList()),
                                    name),
                    "Name it by its id: GET /api/v1/reference-sets?name=" + name + ".");
        }
        return ours.or(() -> found.stream().findFirst());
    }

    private static Optional<ReferenceSet> byId(String id) {
        try {
            return ReferenceSet.findByIdOptional(UUID.fromString(id));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
