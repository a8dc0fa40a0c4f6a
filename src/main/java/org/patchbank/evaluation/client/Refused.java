package org.patchbank.evaluation.client;

/** A file that could not be used, why, and what to do. */
public record Refused(String name, String code, String detail, String remedy) {}
