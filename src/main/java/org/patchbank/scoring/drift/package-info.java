/** Whether what comes in is still what was there at the beginning, and since when it is not; pure Java. */
package org.patchbank.scoring.drift;
