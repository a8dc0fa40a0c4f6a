package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpecJsonTest {
    @Test
    void fields_that_a_version_changes_are_laid_over_those_of_its_set() throws JsonProcessingException {
        JsonNode changed = changed("{model: {coreset_ratio: 0.5}, input_size: 160}", "{model: {neighbours: 3}}");

        assertThat(changed.at("/model/coreset_ratio").asDouble()).isEqualTo(0.5);
        assertThat(changed.at("/model/neighbours").asInt()).isEqualTo(3);
        assertThat(changed.path("input_size").asInt()).isEqualTo(160);
    }

    @Test
    void defaults_that_hang_on_a_changed_field_follow_it() throws JsonProcessingException {
        assertThat(changed("{}", "{tiles: {size: 512}}").path("input_size").asInt())
                .isEqualTo(512);
        assertThat(changed("{}", "{tiles: {size: 512}, input_size: 256}")
                        .path("input_size")
                        .asInt())
                .isEqualTo(256);
        assertThat(changed("{tiles: {size: 512}}", "{tiles: none}")
                        .path("input_size")
                        .asInt())
                .isEqualTo(224);
        assertThat(changed("{}", "{patches: crops}").path("neighbourhood").asInt())
                .isEqualTo(1);
    }

    @Test
    void bank_of_everything_takes_no_size_from_what_it_replaces_and_gives_none() throws JsonProcessingException {
        JsonNode whole = changed("{model: {coreset_size: 50}}", "{model: {selection: everything}}");
        JsonNode greedy = changed("{model: {selection: everything}}", "{model: {selection: greedy}}");
        JsonNode random = changed("{model: {coreset_ratio: 0.5}}", "{model: {selection: random}}");

        assertThat(whole.at("/model/coreset_ratio").asDouble()).isEqualTo(1);
        assertThat(greedy.at("/model/coreset_ratio").asDouble()).isEqualTo(0.1);
        assertThat(random.at("/model/coreset_ratio").asDouble()).isEqualTo(0.5);
    }

    @Test
    void fields_that_hang_on_a_changed_one_are_not_kept() throws JsonProcessingException {
        JsonNode cosine = changed("{model: {metric: mahalanobis, shrinkage: 0.5}}", "{model: {metric: cosine}}");
        JsonNode kept = changed("{model: {metric: mahalanobis, shrinkage: 0.5}}", "{model: {neighbours: 2}}");
        JsonNode whole = changed(
                "{model: {type: gaussian-per-position, channels: 50}}",
                "{model: {type: gaussian-per-position, reduction: none}}");
        JsonNode images = changed(
                "{layers: [all], fusion: {type: hierarchical, share: 0.2}}",
                "{fusion: {type: hierarchical, by: images}}");

        assertThat(cosine.at("/model/metric").asText()).isEqualTo("cosine");
        assertThat(cosine.at("/model/shrinkage").asDouble()).isNotEqualTo(0.5);
        assertThat(kept.at("/model/shrinkage").asDouble()).isEqualTo(0.5);
        assertThat(whole.at("/model/reduction").asText()).isEqualTo("none");
        assertThat(images.at("/fusion/by").asText()).isEqualTo("images");
    }

    @Test
    void piece_of_another_type_takes_nothing_from_the_one_it_replaces() throws JsonProcessingException {
        JsonNode changed = changed("{aggregation: {type: top-mean, share: 0.1}}", "{aggregation: {type: max}}");

        assertThat(changed.path("aggregation").toString()).doesNotContain("top-mean", "share");
    }

    private static JsonNode changed(String set, String version) throws JsonProcessingException {
        YAMLMapper yaml = new YAMLMapper();
        return SpecJson.tree(
                SpecJson.changed(SpecJson.whole(yaml.readTree(set)), yaml.readTree(version), OptionalLong.empty()));
    }
}
