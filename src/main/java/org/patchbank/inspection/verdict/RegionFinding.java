package org.patchbank.inspection.verdict;

/** @param region its place in the inspection's regions, from 0 */
public record RegionFinding(int region, Finding finding) {}
