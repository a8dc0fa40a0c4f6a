package org.patchbank.detector;

import java.util.function.Consumer;

/**
 * A bank that is searched where it lies instead of in memory.
 *
 * @param rows the bank itself
 * @param candidates who proposes rows that may be near
 * @param exact which patch scores must be exact
 * @param listener hears of every search, in the thread that searched
 */
public record ExternalBank(
        BankFile rows, CandidateSource candidates, ExactScores exact, Consumer<SearchFigures> listener) {}
