/** The history of defects: regions of inspections that were not accepted, and the search for similar ones. */
package org.patchbank.defect;
