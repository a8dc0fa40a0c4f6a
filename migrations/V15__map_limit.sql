-- The value of the anomaly map that regions lie above, where the score is no value of the map: mean, area, quantile and their like.
ALTER TABLE inspection ADD COLUMN map_limit double precision;
