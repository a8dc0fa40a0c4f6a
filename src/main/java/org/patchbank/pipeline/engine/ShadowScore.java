package org.patchbank.pipeline.engine;

/**
 * What a version gives to an image that another one has judged.
 *
 * @param shared whether the embeddings were those that were made for the judgement
 */
public record ShadowScore(double score, boolean shared) {}
