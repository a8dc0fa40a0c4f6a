/** The image store in S3 or what speaks like it; the only place with types of the AWS SDK. */
package org.patchbank.platform.s3;
