package org.patchbank.query.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.verdict.ReviewItem;
import org.patchbank.inspection.verdict.ReviewOrder;

/** An inspection that waits for a verdict, as answers write it. */
@Schema(name = "ReviewItem", description = "An inspection that waits for a verdict", example = ReviewDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewDto(
        InspectionDto inspection,

        @Schema(description = "Of the score from the nearer limit, as a share of the reject limit: small is doubtful")
        double distance,

        @Schema(description = "Who is looking at it; absent where nobody is")
        String claimedBy,

        @Schema(description = "When anybody may take it again")
        Instant claimedUntil) {

    static final String ORDER = "oldest|doubtful";
    private static final int DEFAULT_SECONDS = 300;

    static final String EXAMPLE = "{\"inspection\": " + InspectionDto.EXAMPLE + """
            , "distance": 0.04, "claimed_by": "m.weber", "claimed_until": "2026-11-23T09:05:00Z"}""";

    static ReviewDto of(ReviewItem item, Inspection inspection) {
        return new ReviewDto(InspectionDto.of(inspection), item.distance(), item.claimedBy(), item.claimedUntil());
    }

    static ReviewOrder order(String order) {
        return ReviewOrder.valueOf(order.toUpperCase(Locale.ROOT));
    }

    /** The queue, or its beginning. */
    @Schema(name = "ReviewQueue", example = "{\"items\": [" + EXAMPLE + "], \"waiting\": 17}")
    public record Queue(
            List<ReviewDto> items,

            @Schema(description = "How many wait in all, claimed or not")
            long waiting) {}

    /** Who wants to look at what. */
    @Schema(name = "ReviewClaim", example = """
                    {"by": "m.weber", "product": "tile", "line": "line-1", "order": "doubtful", "seconds": 300}""")
    public record Claim(
            @NotBlank @Size(max = 200) String by,

            @Schema(description = "Only from this factory, or all; the node's own unless given")
            @Size(min = 1, max = 200) String factory,

            @Schema(description = "Only of this product") @Size(min = 1, max = 200) String product,

            @Schema(description = "Only from this line") @Size(min = 1, max = 200) String line,

            @Schema(
                    enumeration = {"oldest", "doubtful"},
                    defaultValue = "doubtful")
            @Pattern(regexp = ORDER, message = "must be oldest or doubtful") String order,

            @Schema(description = "How long it is held", defaultValue = "300") @Min(1) @Max(86400) Integer seconds,

            @Schema(
                    description =
                            "Inspections that this person does not want to look at now; release what is held first")
            @Size(max = 500) Set<@NotNull UUID> skip) {
        Set<UUID> skipped() {
            return skip == null ? Set.of() : skip;
        }

        ReviewOrder orderOrDefault() {
            return order == null ? ReviewOrder.DOUBTFUL : ReviewDto.order(order);
        }

        Duration time() {
            return Duration.ofSeconds(seconds == null ? DEFAULT_SECONDS : seconds);
        }
    }

    /** Who gives it back. */
    @Schema(name = "ReviewRelease", example = "{\"by\": \"m.weber\"}")
    public record Release(@NotBlank @Size(max = 200) String by) {}
}
