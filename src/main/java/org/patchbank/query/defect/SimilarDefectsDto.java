package org.patchbank.query.defect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.defect.SimilarDefects.Found;
import org.patchbank.defect.TypeVote;
import org.patchbank.inspection.Preview;
import org.patchbank.query.inspection.InspectionDto;
import org.patchbank.scoring.map.Region;

/** Defects that look alike, as answers write them. */
@Schema(
        name = "SimilarDefects",
        description = "The nearest historic defects, and the type that they suggest",
        example = SimilarDefectsDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimilarDefectsDto(
        @Schema(description = "The nearest first") List<SimilarDto> items,

        Suggestion suggestion,

        @Schema(description = "What was seen in the image, where one was sent")
        SeenDto seen) {

    static final String EXAMPLE =
            "{\"items\": [" + SimilarDto.EXAMPLE + "], \"suggestion\": " + Suggestion.EXAMPLE + "}";

    /** A defect and how far it is. */
    @Schema(name = "SimilarDefect", example = SimilarDto.EXAMPLE)
    public record SimilarDto(
            @Schema(description = "1 less the cosine of the angle between the embeddings: 0 for equal ones, 2 at most")
            double distance,

            DefectDto defect) {
        static final String EXAMPLE = "{\"distance\": 0.083, \"defect\": " + DefectDto.EXAMPLE + "}";
    }

    /** What named neighbours would call it. */
    @Schema(
            name = "TypeSuggestion",
            description =
                    "A vote of the named neighbours, weighted by their nearness; without a type where they disagree",
            example = Suggestion.EXAMPLE)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Suggestion(
            @Schema(description = "Absent where the vote abstains")
            String type,

            @Schema(description = "Share of the vote that the first type has")
            double support,

            @Schema(description = "How many voted") int neighbours,

            List<Vote> votes,

            @Schema(description = "Why there is no type, where there is none")
            String abstains) {
        static final String EXAMPLE = """
                {"type": "crack", "support": 0.87, "neighbours": 10, "votes": [{"type": "crack", "share": 0.87},
                 {"type": "break", "share": 0.13}]}""";

        static Suggestion of(TypeVote vote) {
            return new Suggestion(
                    vote.type().orElse(null),
                    vote.support(),
                    vote.neighbours(),
                    vote.votes().stream()
                            .map(share -> new Vote(share.type(), share.share()))
                            .toList(),
                    vote.reason().orElse(null));
        }
    }

    /** The part of the vote that a type has. */
    @Schema(name = "TypeVote", example = "{\"type\": \"crack\", \"share\": 0.87}")
    public record Vote(String type, double share) {}

    /** What was seen in an image that was sent to search with. */
    @Schema(name = "SeenImage", description = "An image that was searched with; nothing of it is kept", example = """
                    {"score": 5.87, "regions": [{"x": 120, "y": 64, "width": 31, "height": 22, "area": 488,
                     "peak": 5.61, "peak_x": 134, "peak_y": 73}], "region": 0}""")
    public record SeenDto(
            double score,
            List<InspectionDto.RegionDto> regions,

            @Schema(description = "Which of them was searched with")
            int region) {
        static SeenDto of(Preview look, int region) {
            List<Region> regions = look.regions();
            return new SeenDto(
                    look.score(),
                    regions.stream().map(InspectionDto.RegionDto::of).toList(),
                    region);
        }
    }

    static SimilarDefectsDto of(Found found, SeenDto seen) {
        return new SimilarDefectsDto(
                found.items().stream()
                        .map(similar -> new SimilarDto(similar.distance(), DefectDto.of(similar.defect())))
                        .toList(),
                Suggestion.of(found.suggestion()),
                seen);
    }
}
