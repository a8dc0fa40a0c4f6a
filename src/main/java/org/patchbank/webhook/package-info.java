/** Tells other programs of what happens: signed, tried again, kept where it cannot be told. */
package org.patchbank.webhook;
