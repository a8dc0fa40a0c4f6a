package org.patchbank.embedding;

/** How the feature maps of several layers become one embedding a patch. */
public enum Fusion {
    /** Coarser maps are enlarged to the finest grid (bilinear) and all channels are laid side by side. */
    CONCATENATE
}
