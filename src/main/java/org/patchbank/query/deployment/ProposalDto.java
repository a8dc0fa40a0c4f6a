package org.patchbank.query.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.proposal.Proposal;
import org.patchbank.inspection.proposal.ProposalAnswer;
import org.patchbank.inspection.proposal.Proposals.Accepted;
import org.patchbank.platform.Page;
import org.patchbank.query.inspection.FindingDto;
import org.patchbank.query.inspection.InspectionDto;
import org.patchbank.query.inspection.InspectionResource;
import org.patchbank.reference.VersionGrowth.AddedImage;
import org.patchbank.reference.VersionInfo;
import org.patchbank.scoring.Decision;

/** A part that is proposed as a reference image, as answers write it. */
@Schema(
        name = "Proposal",
        description = "A part that was not accepted although a person called it good, proposed as a reference image",
        example = ProposalDto.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProposalDto(
        InspectionDto inspection,

        @Schema(enumeration = {"proposed", "accepted", "declined"})
        String state,

        @Schema(
                enumeration = {"rejected-but-good", "reviewed-and-good"},
                description = "Why it is proposed")
        String reason,

        @Schema(description = "The same for people") String why,

        @Schema(description = "Newest first") List<AnswerDto> answers,

        Map<String, String> links) {
    static final String STATES = "proposed|accepted|declined";

    static final String EXAMPLE = "{\"inspection\": " + InspectionDto.EXAMPLE + """
            , "state": "proposed", "reason": "rejected-but-good",
             "why": "Rejected by version 3 of tile-front with a score of 5.021, above the limit 3.600; m.weber called it good.",
             "answers": [], "links": {"inspection": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab",
             "image": "/api/v1/inspections/019ab1c3-0a10-7abc-8def-0123456789ab/image"}}""";

    static ProposalDto of(Proposal proposal) {
        Inspection inspection = proposal.inspection();
        String self = InspectionResource.PATH + "/" + inspection.id();
        return new ProposalDto(
                InspectionDto.of(inspection, proposal.verdict()),
                proposal.state().label(),
                inspection.decision() == Decision.REJECT ? "rejected-but-good" : "reviewed-and-good",
                why(proposal),
                proposal.answers().stream().map(AnswerDto::of).toList(),
                Map.of("inspection", self, "image", self + "/image"));
    }

    private static String why(Proposal proposal) {
        Inspection inspection = proposal.inspection();
        boolean rejected = inspection.decision() == Decision.REJECT;
        return String.format(
                Locale.ROOT,
                "%s by version %d of %s with a score of %.3f, above the limit %.3f; %s called it %s.",
                rejected ? "Rejected" : "Held for review",
                inspection.version(),
                inspection.referenceSet(),
                inspection.score(),
                rejected ? inspection.rejectThreshold() : inspection.reviewThreshold(),
                proposal.verdict().by(),
                FindingDto.label(proposal.verdict().quality()));
    }

    /** What a person answered. */
    @Schema(name = "ProposalAnswer", example = AnswerDto.EXAMPLE)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AnswerDto(
            @Schema(description = "Its place in the trail, from 1")
            int number,

            @Schema(enumeration = {"accepted", "declined"}) String answer,

            @Schema(description = "Number of the verdict that held then")
            int verdict,

            String by,
            Instant at,
            String note,

            @Schema(description = "The set that the image went into; absent where it was declined")
            String referenceSet,

            @Schema(description = "The image's id there") UUID image,

            @Schema(description = "Number of the version that was built with it")
            Integer version) {
        static final String EXAMPLE = """
                {"number": 1, "answer": "accepted", "verdict": 1, "by": "q.engineer", "at": "2026-11-23T10:12:11Z",
                 "note": "a reflection that is common on this line", "reference_set": "tile-front",
                 "image": "019ab2c6-1c11-7a43-9c55-0242ac120002", "version": 4}""";

        static AnswerDto of(ProposalAnswer answer) {
            return new AnswerDto(
                    answer.number(),
                    answer.state().label(),
                    answer.verdict(),
                    answer.by(),
                    answer.at(),
                    answer.note(),
                    answer.result().map(ProposalAnswer.Result::referenceSet).orElse(null),
                    answer.result().map(ProposalAnswer.Result::image).orElse(null),
                    answer.result().map(ProposalAnswer.Result::version).orElse(null));
        }
    }

    /** Some proposals, newest first. */
    @Schema(
            name = "ProposalPage",
            description = "Newest first; next_cursor asks for those that follow, and is absent at the end",
            example = "{\"items\": [" + EXAMPLE + "], \"next_cursor\": \"019ab1c3-0a10-7abc-8def-0123456789ab\"}")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Items(List<ProposalDto> items, String nextCursor) {
        static Items of(Page<Proposal> page) {
            return new Items(
                    page.items().stream().map(ProposalDto::of).toList(),
                    page.nextCursor().orElse(null));
        }

        static Items of(List<Proposal> proposals) {
            return new Items(proposals.stream().map(ProposalDto::of).toList(), null);
        }
    }

    /** Accepted proposals and the version that is built with them. */
    @Schema(
            name = "AcceptedProposals",
            example = "{\"version\": " + VersionRef.EXAMPLE + ", \"proposals\": [" + EXAMPLE + "]}")
    public record Acceptance(VersionRef version, List<ProposalDto> proposals) {
        static Acceptance of(Accepted accepted) {
            return new Acceptance(
                    VersionRef.of(accepted.version()),
                    accepted.proposals().stream().map(ProposalDto::of).toList());
        }
    }

    /** A version that is being built. */
    @Schema(name = "VersionBeingBuilt", example = VersionRef.EXAMPLE)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VersionRef(
            UUID id,
            String referenceSet,
            UUID referenceSetId,
            int number,
            String state,

            @Schema(description = "Number of the version that it is grown from; absent where it is built anew")
            Integer grownFrom,

            @Schema(description = "Names of the images that it is grown by")
            List<String> added,

            Map<String, String> links) {
        static final String EXAMPLE = """
                {"id": "019ab2c6-0d1e-7a43-9c55-0242ac120002", "reference_set": "tile-front",
                 "reference_set_id": "019ab2c5-7d1e-7a43-9c55-0242ac120002", "number": 4, "state": "queued", "grown_from": 3,
                 "added": ["inspection-019ab1c3-0a10-7abc-8def-0123456789ab"],
                 "links": {"self": "/api/v1/reference-sets/019ab2c5-7d1e-7a43-9c55-0242ac120002/versions/4",
                 "events": "/api/v1/reference-sets/019ab2c5-7d1e-7a43-9c55-0242ac120002/versions/4/events"}}""";

        static VersionRef of(VersionInfo version) {
            String self = "/api/v1/reference-sets/%s/versions/%d".formatted(version.referenceSetId(), version.number());
            return new VersionRef(
                    version.id(),
                    version.referenceSet(),
                    version.referenceSetId(),
                    version.number(),
                    version.state().label(),
                    version.growth().map(growth -> growth.from()).orElse(null),
                    version.growth()
                            .map(growth -> growth.added().stream()
                                    .map(AddedImage::name)
                                    .toList())
                            .orElse(null),
                    Map.of("self", self, "events", self + "/events"));
        }
    }
}
