package org.patchbank.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A version and its build in short: what lists show.
 *
 * @param factory whose the set is
 * @param model its type, as the spec names it
 * @param images how many it is made of, those that were refused included
 * @param growth where it was grown from another version
 * @param bytes of all that was learned, once it is ready
 * @param rows of its banks together, once it is ready; empty where it has none
 * @param failure if it has failed
 * @param endedAt when it became ready, failed or was cancelled
 */
public record BuildInfo(
        UUID id,
        UUID referenceSetId,
        String referenceSet,
        String factory,
        String product,
        int number,
        VersionState state,
        VersionInfo.Progress progress,
        boolean cancelRequested,
        String model,
        long images,
        Optional<Growth> growth,
        OptionalLong bytes,
        OptionalLong rows,
        Optional<VersionInfo.Failure> failure,
        boolean damaged,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {

    /**
     * How it was grown, in short.
     *
     * @param from number of the version that it was grown from, of the same set
     * @param images how many were added, those that were refused included
     * @param first the names of some of them
     */
    public record Growth(int from, long images, List<String> first) {
        /** How many have no name here. */
        public long others() {
            return images - first.size();
        }
    }

    /** How much of the build is done, from 0 to 100. */
    public int percent() {
        return (int) Math.round(100 * progress.fraction());
    }

    /** How long it took, once it has ended; empty where it never started. */
    public OptionalDouble seconds() {
        return startedAt.isPresent() && endedAt.isPresent()
                ? OptionalDouble.of(
                        Duration.between(startedAt.get(), endedAt.get()).toMillis() / 1000.0)
                : OptionalDouble.empty();
    }
}
