package org.patchbank.ingest;

import java.util.List;
import java.util.function.Function;
import org.patchbank.platform.Page;

/**
 * One page of a list.
 *
 * @param nextCursor pass it as {@code cursor} for the next page; null on the last
 */
public record PageDto<T>(List<T> items, String nextCursor) {
    static <S, T> PageDto<T> of(Page<S> page, Function<S, T> item) {
        return new PageDto<>(
                page.items().stream().map(item).toList(), page.nextCursor().orElse(null));
    }
}
