package org.patchbank.ingest;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.reference.IntakeReport;
import org.patchbank.reference.IntakeReport.AcceptedImage;

/** What became of uploaded files. */
@Schema(example = """
                {"accepted": [{"id": "019ab2c5-7d1e-7a43-9c55-0242ac120003", "name": "good/000.png", "width": 448,
                   "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "height": 448,
                   "duplicate": false}],
                 "rejected": [{"name": "good/001.png", "code": "image-truncated",
                   "detail": "The PNG file ends before its picture does",
                   "remedy": "Send the file again, whole; check the disk or connection it came from."}]}""")
public record UploadReport(List<Accepted> accepted, List<RefusedDto> rejected) {
    /** A file that the set now holds. */
    @Schema(name = "AcceptedImage")
    public record Accepted(
            UUID id,
            String name,
            String sha256,
            int width,
            int height,

            @Schema(description = "Whether the set held the same bytes before, or an earlier file of the upload did")
            boolean duplicate) {

        static Accepted of(AcceptedImage accepted) {
            return new Accepted(
                    accepted.image().id(),
                    accepted.image().name(),
                    accepted.image().sha256(),
                    accepted.image().width(),
                    accepted.image().height(),
                    accepted.duplicate());
        }
    }

    static UploadReport of(IntakeReport report) {
        return new UploadReport(
                report.accepted().stream().map(Accepted::of).toList(),
                report.rejected().stream()
                        .map(file -> new RefusedDto(file.name(), file.code(), file.detail(), file.remedy()))
                        .toList());
    }
}
