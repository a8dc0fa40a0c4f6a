package org.patchbank.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link VectorIndex} does. The test of an adapter implements it. */
public interface VectorIndexContract {
    /** The index under test; may be the same each time. */
    VectorIndex index();

    /** An empty collection, another one each time. */
    VectorCollection collection(int dimension);

    @Test
    default void collection_never_written_to_is_empty() {
        VectorCollection collection = collection(3);
        assertThat(index().count(collection, VectorFilter.ALL)).isZero();
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 10)).isEmpty();
        assertThat(index().nearest(collection, List.of(new float[3], new float[3]), 2, VectorFilter.ALL))
                .containsExactly(List.of(), List.of());
        index().delete(collection, VectorFilter.ALL);
        index().upsert(collection, List.of());
        assertThat(index().count(collection, VectorFilter.ALL)).isZero();
    }

    @Test
    default void rows_come_back_bit_for_bit_in_the_order_of_their_ids() {
        VectorCollection collection = collection(7);
        List<VectorRow> rows = randomRows(7, LongStream.range(0, 600).toArray(), "bank-1", 1);
        List<VectorRow> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(5));
        index().upsert(collection, shuffled);
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 1000)).isEqualTo(rows);
        assertThat(index().count(collection, VectorFilter.ALL)).isEqualTo(600);
    }

    @Test
    default void scan_pages_through_ids_with_gaps() {
        VectorCollection collection = collection(2);
        long[] ids = LongStream.range(0, 900).map(i -> i * i * 37).toArray();
        List<VectorRow> rows = randomRows(2, ids, "bank-1", 2);
        index().upsert(collection, rows);
        List<VectorRow> scanned = new ArrayList<>();
        List<VectorRow> page;
        do {
            long after =
                    scanned.isEmpty() ? -1 : scanned.get(scanned.size() - 1).id();
            page = index().scan(collection, VectorFilter.ALL, after, 101);
            scanned.addAll(page);
        } while (page.size() == 101);
        assertThat(scanned).isEqualTo(rows);
    }

    @Test
    default void ids_alone_page_as_rows_do_and_rows_go_by_their_ids() {
        VectorCollection collection = collection(2);
        assertThat(index().ids(collection, -1, 10)).isEmpty();
        index().delete(collection, List.of(1L));
        long[] ids = LongStream.range(0, 900).map(i -> i * i * 37).toArray();
        index().upsert(collection, randomRows(2, Arrays.copyOfRange(ids, 0, 600), "bank-1", 2));
        index().upsert(collection, randomRows(2, Arrays.copyOfRange(ids, 600, 900), "bank-2", 3));
        List<Long> paged = new ArrayList<>();
        List<Long> page;
        do {
            page = index().ids(collection, paged.isEmpty() ? -1 : paged.get(paged.size() - 1), 101);
            paged.addAll(page);
        } while (page.size() == 101);
        assertThat(paged).containsExactlyElementsOf(LongStream.of(ids).boxed().toList());
        assertThat(index().ids(collection, -1, 1000)).isEqualTo(paged);

        List<Long> gone = List.of(ids[0], ids[599], ids[600], ids[899], 3L);
        index().delete(collection, gone);
        paged.removeAll(gone);
        assertThat(index().ids(collection, -1, 1000)).isEqualTo(paged);
        assertThat(index().count(collection, VectorFilter.partition("bank-1"))).isEqualTo(598);
        assertThat(index().count(collection, VectorFilter.partition("bank-2"))).isEqualTo(298);
    }

    @Test
    default void filter_keeps_to_ranges_of_numbers() {
        VectorCollection collection = collection(2);
        List<VectorRow> rows = new ArrayList<>();
        for (int id = 0; id < 40; id++) {
            Map<String, Object> metadata =
                    id % 4 == 3 ? Map.of() : Map.of("time", id * 1_000_000_000_000L, "type", "t" + id % 2);
            rows.add(new VectorRow(id, "bank-1", new float[] {id, 0}, metadata));
        }
        index().upsert(collection, rows);
        VectorFilter some = VectorFilter.partition("bank-1").within("time", 4_000_000_000_000L, 10_000_000_000_000L);
        assertThat(ids(index().scan(collection, some, -1, 100))).containsExactly(4L, 5L, 6L, 8L, 9L);
        assertThat(index().count(collection, some.with("type", "t1"))).isEqualTo(2);
        assertThat(ids(index().scan(collection, VectorFilter.ALL.within("time", Long.MIN_VALUE, 2), -1, 100)))
                .containsExactly(0L);
        assertThat(index()
                        .nearest(
                                collection,
                                List.of(new float[] {0, 0}),
                                2,
                                VectorFilter.ALL.within("time", 30_000_000_000_000L, Long.MAX_VALUE))
                        .get(0)
                        .stream()
                        .map(Neighbor::id))
                .containsExactly(30L, 32L);
        index().delete(collection, some);
        assertThat(index().count(collection, VectorFilter.ALL)).isEqualTo(35);
        assertThat(index().count(collection, VectorFilter.ALL.within("time", Long.MIN_VALUE, Long.MAX_VALUE)))
                .isEqualTo(25);
    }

    private static List<Long> ids(List<VectorRow> rows) {
        return rows.stream().map(VectorRow::id).toList();
    }

    @Test
    default void very_large_ids_are_kept() {
        VectorCollection collection = collection(2);
        List<VectorRow> rows = randomRows(2, new long[] {0, 1L << 40, Long.MAX_VALUE - 1}, "bank-1", 3);
        index().upsert(collection, rows);
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 10)).isEqualTo(rows);
        assertThat(index().scan(collection, VectorFilter.ALL, 1L << 40, 10)).isEqualTo(rows.subList(2, 3));
    }

    @Test
    default void upsert_twice_is_upsert_once() {
        VectorCollection collection = collection(4);
        List<VectorRow> rows = randomRows(4, LongStream.range(100, 500).toArray(), "bank-1", 4);
        index().upsert(collection, rows);
        index().upsert(collection, rows);
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 1000)).isEqualTo(rows);
    }

    @Test
    default void upsert_replaces_vector_and_metadata_of_an_id() {
        VectorCollection collection = collection(2);
        index().upsert(collection, randomRows(2, new long[] {7, 8, 9}, "bank-1", 5));
        VectorRow replacement = new VectorRow(8, "bank-1", new float[] {1, 2}, Map.of("product", "other"));
        index().upsert(collection, List.of(replacement));
        assertThat(index().scan(collection, VectorFilter.ALL, 7, 1)).containsExactly(replacement);
        assertThat(index().count(collection, VectorFilter.ALL)).isEqualTo(3);
    }

    @Test
    default void rows_added_bit_by_bit_are_all_there() {
        VectorCollection collection = collection(3);
        List<VectorRow> rows = randomRows(3, LongStream.range(0, 50).toArray(), "bank-1", 6);
        rows.forEach(row -> index().upsert(collection, List.of(row)));
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 1000)).isEqualTo(rows);
    }

    @Test
    default void partitions_are_counted_scanned_and_deleted_apart() {
        VectorCollection collection = collection(3);
        List<VectorRow> first = randomRows(3, LongStream.range(0, 300).toArray(), "bank-1", 7);
        List<VectorRow> second = randomRows(3, LongStream.range(300, 700).toArray(), "bank-2", 8);
        index().upsert(collection, first);
        index().upsert(collection, second);
        assertThat(index().count(collection, VectorFilter.partition("bank-1"))).isEqualTo(300);
        assertThat(index().scan(collection, VectorFilter.partition("bank-2"), -1, 1000))
                .isEqualTo(second);
        index().delete(collection, VectorFilter.partition("bank-1"));
        assertThat(index().count(collection, VectorFilter.partition("bank-1"))).isZero();
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 1000)).isEqualTo(second);
    }

    @Test
    default void collections_do_not_see_each_other() {
        VectorCollection one = collection(3);
        VectorCollection other = collection(3);
        index().upsert(one, randomRows(3, new long[] {1, 2}, "bank-1", 9));
        assertThat(index().count(other, VectorFilter.ALL)).isZero();
        index().delete(other, VectorFilter.ALL);
        assertThat(index().count(one, VectorFilter.ALL)).isEqualTo(2);
    }

    @Test
    default void filter_on_metadata_applies_to_every_call() {
        VectorCollection collection = collection(3);
        List<VectorRow> rows = randomRows(3, LongStream.range(0, 400).toArray(), "bank-1", 10);
        index().upsert(collection, rows);
        VectorFilter filter =
                VectorFilter.partition("bank-1").with("image", "image-3").with("patch_row", 1L);
        List<VectorRow> expected = rows.stream().filter(filter::matches).toList();
        assertThat(expected).hasSizeBetween(1, 399);
        assertThat(index().count(collection, filter)).isEqualTo(expected.size());
        assertThat(index().scan(collection, filter, -1, 1000)).isEqualTo(expected);
        assertThat(index().nearest(collection, List.of(new float[3]), 1000, filter)
                        .get(0))
                .extracting(Neighbor::id)
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(VectorRow::id).toList());
        index().delete(collection, filter);
        assertThat(index().count(collection, filter)).isZero();
        assertThat(index().count(collection, VectorFilter.ALL)).isEqualTo(400 - expected.size());
    }

    @Test
    default void filter_values_are_values_and_never_expressions() {
        VectorCollection collection = collection(2);
        List<String> awkward = List.of(
                "a\"b'c\\ or 1 == 1 -- % ü 漢",
                " or 1==1",
                "\" or 1==1 or \"\" == \"",
                "' or '1' == '1",
                "\\",
                "\\\"",
                "\\\\n",
                "line\nbreak\ttab\u0001",
                "emoji 🔩 é é",
                "{\"$ne\": 1} %s {0} ${x} \\u0041",
                "null");
        List<VectorRow> rows = new ArrayList<>();
        for (int i = 0; i < awkward.size(); i++) {
            rows.add(new VectorRow(
                    i, awkward.get(i), new float[] {i, 1}, Map.of("product", awkward.get(i), "number", (long) i)));
        }
        index().upsert(collection, rows);
        for (VectorRow row : rows) {
            assertThat(index().scan(collection, VectorFilter.partition(row.partition()), -1, 99))
                    .containsExactly(row);
            assertThat(index().scan(collection, VectorFilter.ALL.with("product", row.partition()), -1, 99))
                    .containsExactly(row);
        }
        assertThat(index().count(collection, VectorFilter.ALL.with("product", "x\" or \"1\" == \"1")))
                .isZero();
        assertThat(index().count(collection, VectorFilter.partition("x\" or id >= 0 or \"1\" == \"1")))
                .isZero();
        assertThat(index().count(collection, VectorFilter.ALL.with("number", "1")))
                .isZero();
        assertThat(index().count(collection, VectorFilter.ALL.with("product", 1L)))
                .isZero();
        assertThat(index().count(collection, VectorFilter.ALL.with("absent", "1")))
                .isZero();
        assertThat(index().count(collection, VectorFilter.ALL.with("absent", 0L)))
                .isZero();
        index().delete(collection, VectorFilter.partition(" or 1==1"));
        assertThat(index().count(collection, VectorFilter.ALL)).isEqualTo(rows.size() - 1);
    }

    @Test
    default void names_of_fields_are_never_expressions() {
        assertThatThrownBy(() -> VectorFilter.ALL.with("a\"] == 1 or metadata[\"b", 1L))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VectorRow(1, "bank-1", new float[1], Map.of("a b", 1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void numbers_in_metadata_are_exact() {
        VectorCollection collection = collection(2);
        long[] numbers = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1};
        List<VectorRow> rows = IntStream.range(0, numbers.length)
                .mapToObj(i -> new VectorRow(i, "bank-1", new float[2], Map.of("number", numbers[i])))
                .toList();
        index().upsert(collection, rows);
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 9)).isEqualTo(rows);
        assertThat(index().scan(collection, VectorFilter.ALL.with("number", (1L << 53) + 1), -1, 9))
                .containsExactly(rows.get(4));
        assertThat(index().count(collection, VectorFilter.ALL.with("number", -1L)))
                .isEqualTo(1);
    }

    @Test
    default void extreme_values_come_back_bit_for_bit() {
        VectorCollection collection = collection(4);
        VectorRow row = new VectorRow(
                1, "bank-1", new float[] {-0.0f, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f}, Map.of("text", ""));
        index().upsert(collection, List.of(row));
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 1)).containsExactly(row);
    }

    @Test
    default void row_that_moves_to_another_partition_is_there_once() {
        VectorCollection collection = collection(2);
        index().upsert(collection, randomRows(2, LongStream.range(0, 40).toArray(), "bank-1", 21));
        List<VectorRow> moved = randomRows(2, LongStream.range(0, 20).toArray(), "bank-2", 22);
        index().upsert(collection, moved);
        assertThat(index().count(collection, VectorFilter.partition("bank-1"))).isEqualTo(20);
        assertThat(index().scan(collection, VectorFilter.partition("bank-2"), -1, 99))
                .isEqualTo(moved);
        assertThat(index().count(collection, VectorFilter.ALL)).isEqualTo(40);
    }

    @Test
    default void many_rows_and_partitions_at_once() {
        VectorCollection collection = collection(16);
        List<VectorRow> rows = new ArrayList<>();
        for (int bank = 0; bank < 30; bank++) {
            rows.addAll(randomRows(
                    16, LongStream.range(bank * 1000L, bank * 1000L + 700).toArray(), "bank-" + bank, bank));
        }
        index().upsert(collection, rows);
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 50_000)).isEqualTo(rows);
        for (int bank = 0; bank < 30; bank += 2) {
            index().delete(collection, VectorFilter.partition("bank-" + bank));
        }
        assertThat(index().count(collection, VectorFilter.ALL)).isEqualTo(15 * 700);
        assertThat(index().scan(collection, VectorFilter.partition("bank-7"), -1, 50_000))
                .isEqualTo(rows.subList(7 * 700, 8 * 700));
        float[] query = rows.get(7 * 700 + 5).vector();
        assertThat(index().nearest(collection, List.of(query), 1, VectorFilter.partition("bank-7"))
                        .get(0)
                        .get(0)
                        .id())
                .isEqualTo(7005);
    }

    @Test
    default void collections_are_listed_and_dropped() {
        VectorCollection collection = collection(5);
        assertThat(names()).doesNotContain(collection.name());
        index().drop(collection);
        List<VectorRow> rows = randomRows(5, new long[] {1, 2}, "bank-1", 23);
        index().upsert(collection, rows);
        assertThat(index().collections())
                .filteredOn(found -> found.name().equals(collection.name()))
                .containsExactly(collection);
        index().drop(collection);
        assertThat(names()).doesNotContain(collection.name());
        assertThat(index().count(collection, VectorFilter.ALL)).isZero();
        index().upsert(collection, rows);
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 9)).isEqualTo(rows);
    }

    private List<String> names() {
        return index().collections().stream().map(VectorCollection::name).toList();
    }

    @Test
    default void index_that_works_passes_its_check() {
        index().check();
    }

    @Test
    default void nearest_gives_euclidean_distances_ascending() {
        VectorCollection collection = collection(8);
        List<VectorRow> rows = randomRows(8, LongStream.range(0, 700).toArray(), "bank-1", 11);
        index().upsert(collection, rows);
        float[] query = rows.get(123).vector().clone();
        query[0] += 0.25f;
        List<Neighbor> nearest =
                index().nearest(collection, List.of(query), 5, VectorFilter.ALL).get(0);
        assertThat(nearest).hasSize(5).isSortedAccordingTo(Comparator.comparingDouble(Neighbor::distance));
        assertThat(nearest.get(0).id()).isEqualTo(123);
        assertThat(nearest.get(0).distance()).isCloseTo(0.25, within(1e-5));
        assertThat(nearest.get(0).metadata()).isEqualTo(rows.get(123).metadata());
        double[] expected = rows.stream()
                .mapToDouble(row -> distance(row.vector(), query))
                .sorted()
                .limit(5)
                .toArray();
        assertThat(nearest.stream().mapToDouble(Neighbor::distance).toArray()).containsExactly(expected, within(1e-4));
    }

    @Test
    default void nearest_breaks_ties_by_id() {
        VectorCollection collection = collection(2);
        List<VectorRow> rows = LongStream.of(9, 3, 300, 5)
                .mapToObj(id -> new VectorRow(id, "bank-1", new float[] {1, 1}, Map.of()))
                .toList();
        index().upsert(collection, rows);
        assertThat(index().nearest(collection, List.of(new float[] {1, 1}), 3, VectorFilter.ALL)
                        .get(0))
                .extracting(Neighbor::id)
                .containsExactly(3L, 5L, 9L);
    }

    @Test
    default void ties_are_broken_by_id_however_many_there_are() {
        VectorCollection collection = collection(2);
        List<VectorRow> rows = LongStream.range(0, 300)
                .mapToObj(id -> new VectorRow(299 - id, "bank-1", new float[] {1, id % 2}, Map.of()))
                .toList();
        index().upsert(collection, rows);
        assertThat(index().nearest(collection, List.of(new float[] {1, 0}, new float[] {1, 1}), 4, VectorFilter.ALL))
                .extracting(found -> found.stream().map(Neighbor::id).toList())
                .containsExactly(List.of(1L, 3L, 5L, 7L), List.of(0L, 2L, 4L, 6L));
    }

    @Test
    default void nearest_ids_are_those_of_the_nearest() {
        VectorCollection collection = collection(8);
        List<VectorRow> rows = randomRows(8, LongStream.range(0, 500).toArray(), "bank-1", 31);
        index().upsert(collection, rows);
        List<float[]> queries = rows.stream().limit(40).map(VectorRow::vector).toList();
        List<List<Neighbor>> nearest = index().nearest(collection, queries, 3, VectorFilter.partition("bank-1"));
        List<List<Long>> expected = nearest.stream()
                .map(found -> found.stream().map(Neighbor::id).toList())
                .toList();
        Instant end = Instant.now().plusSeconds(30);
        List<List<Long>> ids = List.of();
        while (!ids.equals(expected) && Instant.now().isBefore(end)) { // rows just written may take a moment
            ids = index().nearestIds(collection, queries, 3, VectorFilter.partition("bank-1")).stream()
                    .map(found -> LongStream.of(found).boxed().toList())
                    .toList();
        }
        assertThat(ids).isEqualTo(expected);
        assertThat(index().nearestIds(collection, queries, 3, VectorFilter.partition("no-bank")))
                .hasSize(40)
                .allMatch(none -> none.length == 0);
        assertThatThrownBy(() -> index().nearestIds(collection, queries, 16_385, VectorFilter.ALL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(index().nearestIds(collection, queries.subList(0, 1), 16_384, VectorFilter.ALL)
                        .get(0))
                .hasSize(500);
    }

    @Test
    default void nearest_answers_each_query_in_their_order() {
        VectorCollection collection = collection(2);
        index().upsert(
                        collection,
                        List.of(
                                new VectorRow(1, "bank-1", new float[] {0, 0}, Map.of()),
                                new VectorRow(2, "bank-1", new float[] {3, 4}, Map.of())));
        List<List<Neighbor>> nearest =
                index().nearest(collection, List.of(new float[] {3, 4}, new float[] {0, 0}), 9, VectorFilter.ALL);
        assertThat(nearest)
                .containsExactly(
                        List.of(new Neighbor(2, 0, Map.of()), new Neighbor(1, 5, Map.of())),
                        List.of(new Neighbor(1, 0, Map.of()), new Neighbor(2, 5, Map.of())));
        assertThat(index().nearest(collection, List.of(), 9, VectorFilter.ALL)).isEmpty();
    }

    @Test
    default void wrong_dimension_is_refused_and_nothing_written() {
        VectorCollection collection = collection(3);
        List<VectorRow> rows = List.of(
                new VectorRow(1, "bank-1", new float[3], Map.of()), new VectorRow(2, "bank-1", new float[4], Map.of()));
        assertThatThrownBy(() -> index().upsert(collection, rows)).isInstanceOf(IllegalArgumentException.class);
        assertThat(index().count(collection, VectorFilter.ALL)).isZero();
        assertThatThrownBy(() -> index().nearest(collection, List.of(new float[2]), 1, VectorFilter.ALL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void query_that_is_not_finite_is_refused() {
        VectorCollection collection = collection(1);
        assertThatThrownBy(() -> index().nearest(collection, List.of(new float[] {Float.NaN}), 1, VectorFilter.ALL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void id_twice_in_one_call_is_refused_and_nothing_written() {
        VectorCollection collection = collection(1);
        List<VectorRow> rows = randomRows(1, new long[] {4, 4}, "bank-1", 12);
        assertThatThrownBy(() -> index().upsert(collection, rows)).isInstanceOf(IllegalArgumentException.class);
        assertThat(index().count(collection, VectorFilter.ALL)).isZero();
    }

    @Test
    default void writers_at_once_lose_nothing() {
        VectorCollection collection = collection(2);
        List<VectorRow> rows = randomRows(2, LongStream.range(0, 400).toArray(), "bank-1", 13);
        IntStream.range(0, 8)
                .parallel()
                .forEach(writer -> IntStream.range(0, 5)
                        .forEach(part -> index().upsert(
                                        collection,
                                        rows.stream()
                                                .filter(row -> row.id() % 40 == writer * 5 + part)
                                                .toList())));
        assertThat(index().scan(collection, VectorFilter.ALL, -1, 1000)).isEqualTo(rows);
    }

    /** Rows of ten images with a few metadata. */
    private static List<VectorRow> randomRows(int dimension, long[] ids, String partition, long seed) {
        Random random = new Random(seed);
        return Arrays.stream(ids)
                .mapToObj(id -> {
                    float[] vector = new float[dimension];
                    for (int i = 0; i < dimension; i++) {
                        vector[i] = (float) random.nextGaussian();
                    }
                    return new VectorRow(id, partition, vector, Map.of("image", "image-" + id % 10, "patch_row", (long)
                            random.nextInt(3)));
                })
                .toList();
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
