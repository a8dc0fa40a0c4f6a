/** One program, two services: which of them this node is. */
package org.patchbank.platform.role;
