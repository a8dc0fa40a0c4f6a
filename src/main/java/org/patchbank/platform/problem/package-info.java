/** RFC 9457 problem details for every error that leaves the program over HTTP. */
package org.patchbank.platform.problem;
