package org.patchbank.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.database.Sql;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.WebhookReceiver;

/** Events told to other programs, as a user of the API and a receiver see it. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class WebhookFlowTest {
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    WebhookOutbox outbox;

    @Inject
    WebhookSettings settings;

    @Inject
    WebhookSender sender;

    @Inject
    Sql sql;

    private final WebhookReceiver receiver = new WebhookReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void events_arrive_signed_where_they_are_wanted() {
        JsonPath added = add("webhook-plate", List.of("drift.warning"));
        String id = added.getString("id");
        String secret = added.getString("secret");
        assertThat(secret).startsWith("whsec_");
        given().get(WEBHOOKS + "/" + id)
                .then()
                .statusCode(200)
                .body("secret", nullValue())
                .body("product", equalTo("webhook-plate"));
        given().get(WEBHOOKS).then().body("items.id", hasItem(id)).body("items.secret", not(hasItem(secret)));

        publish(WebhookEvent.DRIFT_RESOLVED, "default", "webhook-plate");
        publish(WebhookEvent.DRIFT_WARNING, "default", "another-plate");
        publish(WebhookEvent.DRIFT_WARNING, "elsewhere", "webhook-plate");
        publish(WebhookEvent.DRIFT_WARNING, "default", "webhook-plate");

        JsonPath delivered = await(id, "delivered");
        assertThat(receiver.messages()).hasSize(1);
        WebhookReceiver.Message message = receiver.messages().get(0);
        assertThat(message.signedWith(secret)).isTrue();
        assertThat(message.id()).isEqualTo(delivered.getString("items[0].id"));
        assertThat(Long.parseLong(message.timestamp()))
                .isBetween(Instant.now().getEpochSecond() - 120, Instant.now().getEpochSecond() + 1);
        assertThat(message.json().getString("type")).isEqualTo("drift.warning");
        assertThat(message.json().getString("data.some_text")).isEqualTo("ä \"quoted\"");
        assertThat(delivered.getInt("items[0].answer")).isEqualTo(204);
        assertThat(delivered.getString("items[0].body.type")).isEqualTo("drift.warning");
        given().delete(WEBHOOKS + "/" + id).then().statusCode(204);
    }

    @Test
    void event_is_kept_only_with_what_it_tells_of() {
        String id = add("rolled-back", List.of("drift.warning")).getString("id");

        CompletableFuture<Void> undone = CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew()
                .run(() -> {
                    outbox.publish(WebhookEvent.DRIFT_WARNING, "default", "rolled-back", Map.of());
                    throw new IllegalStateException("undone");
                }));

        assertThat(undone).failsWithin(PATIENCE);
        given().get(WEBHOOKS + "/" + id + "/deliveries").then().body("items", hasSize(0));
        given().delete(WEBHOOKS + "/" + id).then().statusCode(204);
    }

    @Test
    void receiver_that_fails_is_tried_again_then_becomes_a_dead_letter_and_is_sent_again_on_demand() {
        receiver.answer(500);
        String id = add(null, List.of("drift.warning")).getString("id");
        String delivery = given().post(WEBHOOKS + "/" + id + "/test")
                .then()
                .statusCode(202)
                .body("event", equalTo("webhook.ping"))
                .body("state", equalTo("waiting"))
                .extract()
                .path("id");
        for (int tries = 1; tries < settings.tries(); tries++) {
            awaitTries(id, delivery, tries);
            hurry(delivery);
        }
        JsonPath dead = await(id, "dead");

        assertThat(dead.getInt("items[0].tries")).isEqualTo(settings.tries());
        assertThat(dead.getInt("items[0].answer")).isEqualTo(500);
        assertThat(dead.getString("items[0].failure")).contains("500");
        assertThat(receiver.messages())
                .hasSize(settings.tries())
                .allSatisfy(message -> assertThat(message.id()).isEqualTo(delivery));

        receiver.answer(200);
        String again = WEBHOOKS + "/" + id + "/deliveries/" + delivery + "/retry";
        given().post(again).then().statusCode(202).body("tries", equalTo(0));
        await(id, "delivered");
        assertThat(receiver.messages()).hasSize(settings.tries() + 1);
        given().delete(WEBHOOKS + "/" + id).then().statusCode(204);
    }

    @Test
    void failure_says_when_the_next_try_comes_and_a_retry_meanwhile_is_refused() {
        receiver.close();
        String id = add(null, List.of("drift.warning")).getString("id");
        String delivery =
                given().post(WEBHOOKS + "/" + id + "/test").then().extract().path("id");
        JsonPath failed = awaitTries(id, delivery, 1);

        assertThat(failed.getString("failure")).contains("ConnectException");
        assertThat(Instant.parse(failed.getString("next_try")))
                .isAfter(Instant.parse(failed.getString("tried_at")).plus(Duration.ofSeconds(2)));
        given().post(WEBHOOKS + "/" + id + "/deliveries/" + delivery + "/retry")
                .then()
                .statusCode(409)
                .body("code", equalTo("delivery-under-way"));
        given().delete(WEBHOOKS + "/" + id).then().statusCode(204);
        given().get(WEBHOOKS + "/" + id + "/deliveries").then().statusCode(404);
    }

    @Test
    void senders_side_by_side_send_each_delivery_once() {
        String id = add("once", List.of("drift.warning")).getString("id");
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0; i < 40; i++) {
                outbox.publish(WebhookEvent.DRIFT_WARNING, "default", "once", Map.of("number", i));
            }
        });
        List<CompletableFuture<Integer>> senders = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(sender::sendSome))
                .toList();
        senders.forEach(CompletableFuture::join);
        awaitCount(id, 40);

        assertThat(receiver.messages().stream().map(WebhookReceiver.Message::id).collect(Collectors.toSet()))
                .hasSize(40);
        assertThat(receiver.messages()).hasSize(40);
        given().delete(WEBHOOKS + "/" + id).then().statusCode(204);
    }

    @Test
    void nonsense_is_refused_with_the_reason() {
        post(Map.of("url", "ftp://mes.example.com", "events", List.of("drift.warning")))
                .statusCode(422)
                .body("code", equalTo("webhook-url-invalid"));
        post(Map.of("url", receiver.url(), "events", List.of("drift.warning"), "secret", "hunter2"))
                .statusCode(422)
                .body("code", equalTo("webhook-secret-invalid"))
                .body("detail", not(startsWith("hunter2")));
        post(Map.of("url", receiver.url(), "events", List.of("all"))).statusCode(400);
        post(Map.of("url", receiver.url(), "events", List.of())).statusCode(400);
        given().get(WEBHOOKS + "/019ab1c3-0a10-7abc-8def-0123456789ab")
                .then()
                .statusCode(404)
                .body("code", equalTo("webhook-not-found"));
    }

    @Test
    void address_and_events_can_be_changed_and_the_secret_stays() {
        JsonPath added = add("changed", List.of("drift.resolved"));
        String id = added.getString("id");
        given().contentType(ContentType.JSON)
                .body(Map.of("url", receiver.url() + "?moved", "events", List.of("drift.warning")))
                .put(WEBHOOKS + "/" + id)
                .then()
                .statusCode(200)
                .body("url", equalTo(receiver.url() + "?moved"))
                .body("product", nullValue())
                .body("events", equalTo(List.of("drift.warning")));
        publish(WebhookEvent.DRIFT_WARNING, "default", "changed");
        await(id, "delivered");

        assertThat(receiver.messages().get(0).signedWith(added.getString("secret")))
                .isTrue();
        given().delete(WEBHOOKS + "/" + id).then().statusCode(204);
    }

    private void publish(WebhookEvent event, String factory, String product) {
        QuarkusTransaction.requiringNew().run(() -> outbox.publish(event, factory, product, new Told("ä \"quoted\"")));
    }

    record Told(String someText) {}

    private JsonPath add(String product, List<String> events) {
        Map<String, Object> webhook = new HashMap<>(Map.of("url", receiver.url(), "events", events));
        if (product != null) {
            webhook.put("product", product);
        }
        return post(webhook).statusCode(201).extract().jsonPath();
    }

    private static ValidatableResponse post(Map<String, ?> webhook) {
        return given().contentType(ContentType.JSON)
                .body(webhook)
                .post(WEBHOOKS)
                .then();
    }

    /** Makes the next try come now. */
    private void hurry(String delivery) {
        sql.change(
                "update webhook_delivery set next_try = now() where id = ? and state = 'WAITING'",
                java.util.UUID.fromString(delivery));
    }

    private static JsonPath awaitTries(String id, String delivery, int tries) {
        return awaitThat(
                WEBHOOKS + "/" + id + "/deliveries/" + delivery,
                found -> found.getInt("tries") >= tries && found.get("failure") != null);
    }

    private static JsonPath await(String id, String state) {
        return awaitThat(
                WEBHOOKS + "/" + id + "/deliveries?state=" + state,
                found -> !found.getList("items").isEmpty());
    }

    private static void awaitCount(String id, int count) {
        awaitThat(
                WEBHOOKS + "/" + id + "/deliveries?state=delivered&limit=100",
                found -> found.getList("items").size() == count);
    }

    private static JsonPath awaitThat(String path, java.util.function.Predicate<JsonPath> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonPath found = given().get(path).jsonPath();
        while (!wanted.test(found)) {
            assertThat(Instant.now()).as("%s", found.prettify()).isBefore(end);
            pause();
            found = given().get(path).jsonPath();
        }
        return found;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
