-- How the map of an inspection is drawn where the network did not see the image whole, or not all of it is shown.
-- patch_scores holds NaN for patches outside the region of interest.

alter table inspection
    add column tile_size     int,  -- side of a tile in pixels of the image; absent where the network saw it whole
    add column region_sha256 text; -- of the region of interest in the image store; absent for the whole image
