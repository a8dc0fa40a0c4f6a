/** Vectors in Milvus, 2.3 or newer; the only place that knows its SDK. */
package org.patchbank.vectorindex.milvus;
